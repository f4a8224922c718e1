// The dots of a plot are many: one is reached by Tab, the others from there with the arrow keys.
document.addEventListener("keydown", (event) => {
  const dot = event.target.closest?.(".dots a");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!dot || !step) return;
  const dots = [...dot.parentElement.querySelectorAll("a")];
  const next = dots[dots.indexOf(dot) + step];
  if (!next) return;
  event.preventDefault();
  dot.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
