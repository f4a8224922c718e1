// Shows every <time datetime> in the visitor's own zone. Without this script pages show UTC and say so.
(() => {
  const today = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const otherDay = new Intl.DateTimeFormat([], {
    month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  });

  function localise(root) {
    const now = new Date().toDateString();
    for (const element of root.querySelectorAll("time[datetime]")) {
      const at = new Date(element.dateTime);
      if (Number.isNaN(at.getTime())) continue;
      const format = at.toDateString() === now ? today : otherDay;
      // data-precise: log lines and spans are told apart by their milliseconds.
      const millis = "precise" in element.dataset ? "." + String(at.getMilliseconds()).padStart(3, "0") : "";
      element.textContent = format.format(at) + millis;
      element.title = at.toISOString();
    }
  }

  localise(document);
  document.addEventListener("htmx:afterSettle", () => localise(document));
})();
