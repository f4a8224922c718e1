// What all charts have in common: chartStyle(place) gives the options to begin with, and colours of the stylesheet.
function chartStyle(place) {
  // light-dark() is only resolved on an element.
  function colour(name) {
    place.style.color = `var(${name})`;
    const resolved = getComputedStyle(place).color;
    place.style.removeProperty("color");
    return resolved;
  }

  const soft = colour("--soft");
  const line = { lineStyle: { color: colour("--line") } };
  const text = { color: soft, fontFamily: getComputedStyle(document.body).fontFamily };
  return {
    colour,
    text,
    options: {
      animation: false,
      aria: { enabled: true },
      color: [0, 1, 2, 3, 4, 5, 6, 7].map((number) => colour(`--service-${number}`)),
      textStyle: text,
      // The page's policy forbids styles in markup, which the usual kind of tooltip is made of.
      tooltip: {
        renderMode: "richText", confine: true,
        backgroundColor: colour("--surface"), borderColor: colour("--edge"), textStyle: { color: colour("--ink"), fontSize: 13 },
      },
      xAxis: { axisLine: line, axisTick: line, axisLabel: { color: soft, hideOverlap: true }, splitNumber: Math.ceil(place.clientWidth / 150) },
      yAxis: { type: "value", splitLine: line, axisLabel: { color: soft } },
    },
  };
}
