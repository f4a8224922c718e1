// Where links are drawn, they are many: one is reached by Tab, the others from there with the arrow keys.
document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("[data-arrow-keys] a");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!link || !step) return;
  const links = [...link.closest("[data-arrow-keys]").querySelectorAll("a")];
  const next = links[links.indexOf(link) + step];
  if (!next) return;
  event.preventDefault();
  link.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
