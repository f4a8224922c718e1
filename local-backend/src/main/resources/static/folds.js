// What a visitor folds open or shut is in the address, too, as the ids of what is not as the page would show it: so that a
// link shows the same, and a reload. Without a step of its own on the way back.
(() => {
  const NAME = "fold";
  const usual = new WeakMap();

  function meet(part) {
    if (!usual.has(part)) usual.set(part, part.open);
  }

  function show(place) {
    const folded = new URLSearchParams(location.search).getAll(NAME);
    for (const part of place.querySelectorAll("details[id]")) {
      meet(part);
      if (folded.includes(part.id)) part.open = !usual.get(part);
    }
  }

  function keep(part) {
    if (!usual.has(part)) return;
    const address = new URL(location);
    const folded = new Set(address.searchParams.getAll(NAME));
    if (part.open === usual.get(part)) folded.delete(part.id); else folded.add(part.id);
    address.searchParams.delete(NAME);
    folded.forEach((id) => address.searchParams.append(NAME, id));
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  document.addEventListener("click", (event) => {
    const part = event.target.closest?.("summary")?.closest("details[id]");
    if (part) meet(part);
  }, true);
  document.addEventListener("toggle", (event) => keep(event.target), true);
  document.addEventListener("htmx:load", (event) => show(event.detail.elt));
})();
