// What the pages gain when scripts run: times in the visitor's own zone, quotes that say when they have
// stopped coming, and a ticket that is filled in by a click. Everything works without it.
"use strict";

const styles = {
  time: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  moment: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

function localTimes(root) {
  for (const time of root.querySelectorAll("time[data-as]")) {
    const at = new Date(time.dateTime);
    time.textContent = at.toLocaleString(undefined, { ...styles[time.dataset.as], hour12: false });
    time.title = at.toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" });
    delete time.dataset.as;
  }
}

function fillTicket(link) {
  const wanted = new URL(link.href).searchParams;
  const form = document.querySelector("#ticket form");
  form.elements.symbol.value = wanted.get("symbol");
  form.elements.side.value = wanted.get("side");
  form.elements.quantity.focus();
  form.elements.quantity.select();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-fill]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && document.querySelector("#ticket form")) {
    event.preventDefault();
    fillTicket(link);
  }
});

// Nobody looks at a hidden tab: it asks for nothing, and leaves no traces.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.requestConfig.verb === "get") {
    event.preventDefault();
  }
});

// A refresh that failed keeps what is shown and says so; the next one that works takes the note away.
const isRefresh = (event) => event.detail.requestConfig.verb === "get";

document.addEventListener("htmx:beforeSwap", (event) => {
  if (isRefresh(event) && event.detail.isError) {
    event.detail.shouldSwap = false;
  }
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    if (isRefresh(event)) {
      event.detail.target.dataset.stale = "";
    }
  });
}

document.addEventListener("htmx:load", (event) => localTimes(event.detail.elt.parentElement ?? document));
document.addEventListener("DOMContentLoaded", () => localTimes(document));
