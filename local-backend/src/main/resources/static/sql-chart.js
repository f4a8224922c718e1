// Draws the table of a result: its first column that is no number is the axis, each column of numbers a series.
// Over time these are lines, otherwise bars.
(() => {
  const place = document.getElementById("chart");
  const table = document.querySelector("table.result");
  const columns = [...table.tHead.rows[0].cells].map((cell, index) => ({ index, name: cell.textContent, kind: cell.dataset.kind }));
  const numbers = columns.filter((column) => column.kind === "number");
  const axis = columns.find((column) => column.kind !== "number");
  const overTime = axis?.kind === "time";

  function at(row, column, position) {
    if (!column) return String(position + 1);
    const text = row.cells[column.index].textContent.trim();
    // DuckDB writes UTC without saying so; the chart shows the visitor's zone.
    return overTime ? Date.parse(text.replace(" ", "T") + (text.includes(" ") ? "Z" : "")) : text;
  }

  const rows = [...table.tBodies[0].rows].map((row, position) => [
    at(row, axis, position),
    ...numbers.map((column) => {
      const text = row.cells[column.index].textContent.trim();
      return text === "NULL" ? null : Number(text);
    }),
  ]);
  if (overTime) rows.sort((a, b) => a[0] - b[0]);

  const chart = echarts.init(place);

  function draw() {
    const { text, options } = chartStyle(place);
    chart.setOption({
      ...options,
      // What is drawn is what the statement says, and with it the address.
      legend: { show: numbers.length > 1, selectedMode: false, textStyle: text },
      grid: { left: 8, right: 24, top: numbers.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
      tooltip: { ...options.tooltip, trigger: "axis" },
      xAxis: { ...options.xAxis, type: overTime ? "time" : "category" },
      dataset: { source: rows, sourceHeader: false },
      series: numbers.map((column, index) => ({
        name: column.name,
        type: overTime ? "line" : "bar",
        showSymbol: rows.length < 50,
        encode: { x: 0, y: index + 1 },
      })),
    });
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new ResizeObserver(() => chart.resize()).observe(place);
})();
