// Draws the lines of #chart over time, and exemplars as dots that open their trace.
(() => {
  const DASHES = ["solid", "dashed", "dotted"];
  let chart;

  function digits(value) {
    return Math.abs(value) >= 1000
      ? Math.round(value).toLocaleString("en")
      : String(Number(value.toPrecision(3)));
  }

  function scaled(value, units, factor) {
    let power = 0;
    while (Math.abs(value) >= factor && power < units.length - 1) {
      value /= factor;
      power++;
    }
    return `${digits(value)} ${units[power]}`;
  }

  const bytes = (value) => scaled(value, ["B", "KiB", "MiB", "GiB", "TiB"], 1024);
  const FORMATS = {
    SECONDS: (value) => {
      if (value === 0) return "0";
      if (Math.abs(value) >= 120) return `${digits(value / 60)} min`;
      return Math.abs(value) >= 1 ? `${digits(value)} s` : scaled(value * 1e9, ["ns", "µs", "ms"], 1000);
    },
    BYTES: bytes,
    BYTES_PER_SECOND: (value) => `${bytes(value)}/s`,
    RATIO: (value) => `${digits(value * 100)} %`,
    PER_SECOND: (value) => `${digits(value)}/s`,
    NUMBER: digits,
  };

  // Steps of 1, 2, 5, 10 ... of the unit that fits, where ECharts would take those of the decimal system.
  function byteInterval(lines) {
    const highest = Math.max(1, ...lines.flatMap((line) => line.points.map((point) => point[1] ?? 0)));
    const unit = 1024 ** Math.floor(Math.log(highest) / Math.log(1024));
    const least = highest / unit / 6;
    const decade = 10 ** Math.floor(Math.log10(least));
    return [1, 2, 5, 10].map((step) => step * decade).find((step) => step >= least) * unit;
  }

  function draw() {
    const place = document.getElementById("chart");
    if (!place) return;
    if (chart?.getDom() !== place) {
      chart?.dispose();
      chart = echarts.init(place);
      chart.on("click", ({ data }) => {
        if (data?.trace) location.href = `/traces/${data.trace}`;
      });
      new ResizeObserver(() => chart.resize()).observe(place);
    }
    const data = JSON.parse(place.dataset.drawing);
    const format = FORMATS[data.unit];
    const interval = data.unit.startsWith("BYTES") ? byteInterval(data.lines) : undefined;
    const { colour, options } = chartStyle(place);
    const time = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
    chart.setOption({
      ...options,
      grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
      tooltip: {
        ...options.tooltip, trigger: "item",
        formatter: ({ seriesName, data: point }) => point.trace
          ? `${time.format(point.value[0])}  ${point.measured}\n${point.about}\nClick: open the trace`
          : `${time.format(point[0])}  ${format(point[1])}\n${seriesName}`,
      },
      xAxis: { ...options.xAxis, type: "time", min: Date.parse(data.from), max: Date.parse(data.to) },
      yAxis: {
        ...options.yAxis, min: (range) => Math.min(0, range.min), axisLabel: { ...options.yAxis.axisLabel, formatter: format },
        interval, max: interval && ((range) => Math.ceil(range.max / interval) * interval),
      },
      series: [
        ...data.lines.map((series) => ({
          name: series.name, type: "line", data: series.points,
          // Points are there to be pointed at, and seen where a few are no line.
          symbol: "circle", symbolSize: 8, showAllSymbol: true,
          itemStyle: { color: options.color[series.colour], opacity: series.points.length < 3 ? 1 : 0 },
          emphasis: { itemStyle: { opacity: 1 }, lineStyle: { width: 3 } },
          lineStyle: { width: 2, type: DASHES[series.dash] },
        })),
        {
          name: "exemplars", type: "scatter", symbol: "diamond", symbolSize: 10, z: 5, cursor: "pointer",
          itemStyle: { color: colour("--surface"), borderColor: colour("--ink"), borderWidth: 1.5 },
          emphasis: { itemStyle: { color: colour("--ink") } },
          data: data.dots.map((dot) => ({
            value: [Date.parse(dot.at), data.comparable ? dot.value : 0],
            trace: dot.traceId,
            measured: FORMATS[place.dataset.measured](dot.value),
            about: `${dot.service} ${dot.operation}`.trim(),
          })),
        },
      ],
    }, true);
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  document.addEventListener("htmx:afterSettle", draw);
  // Who is looking at a value would lose it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "result" && document.querySelector("#chart:hover")) event.detail.shouldSwap = false;
  });
})();
