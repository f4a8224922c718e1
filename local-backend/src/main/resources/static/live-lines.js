// Asks for the list again whenever the server says that lines have arrived which match it.
(() => {
  const lines = () => document.getElementById("lines");
  const state = document.getElementById("live-state");
  const source = new EventSource(lines().dataset.events);
  let waiting = false;

  // A line that is being read stays where it is, until it is closed.
  function show() {
    waiting = lines().querySelector("details[open]") !== null;
    state.textContent = waiting ? "Live: new lines wait until the open one is closed" : "Live";
    if (!waiting) htmx.trigger(lines(), "lines");
  }

  source.addEventListener("lines", show);
  source.addEventListener("open", () => {
    state.classList.remove("lost");
    // What came between the page and the connection, or while it was lost.
    show();
  });
  source.addEventListener("error", () => {
    state.classList.add("lost");
    state.textContent = "Connection lost, trying again";
  });
  document.addEventListener("toggle", () => { if (waiting) show(); }, true);
  addEventListener("pagehide", () => source.close());
})();
