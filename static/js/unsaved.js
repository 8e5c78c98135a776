// form[data-unsaved]: the browser asks before a page with unsaved input is left.
const dirty = new Set();
const formOf = (event) => event.target.closest?.("form[data-unsaved]");

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = formOf(event);
    if (form) dirty.add(form);
  });
}
document.addEventListener("submit", (event) => dirty.delete(event.target));
document.addEventListener("reset", (event) => dirty.delete(event.target));
// What only asks for a sum has kept nothing.
const keeps = (element) => element.matches("form, button, input") || element.closest("[data-autosave]");
document.addEventListener("htmx:afterRequest", (event) => {
  const form = formOf(event);
  if (form && event.detail.successful && keeps(event.detail.elt)) dirty.delete(form);
});
window.addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});
