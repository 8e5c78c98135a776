// [data-bulk] around a list: [data-bulk-all] ticks every .bulk__box, .bulk__count says how many.
const boxes = (list) => [...list.querySelectorAll(".bulk__box:not(:disabled)")];

function count(list) {
  const all = boxes(list);
  const chosen = all.filter((box) => box.checked).length;
  for (const output of list.querySelectorAll(".bulk__count")) output.textContent = chosen;
  for (const master of list.querySelectorAll("[data-bulk-all]")) {
    master.checked = chosen > 0 && chosen === all.length;
    master.indeterminate = chosen > 0 && chosen < all.length;
  }
}

function start() {
  for (const list of document.querySelectorAll("[data-bulk]")) {
    for (const master of list.querySelectorAll("[data-bulk-all]")) master.hidden = false;
    count(list);
  }
}

document.addEventListener("change", ({ target }) => {
  const list = target.closest("[data-bulk]");
  if (!list) return;
  if (target.matches("[data-bulk-all]")) for (const box of boxes(list)) box.checked = target.checked;
  count(list);
});
document.addEventListener("htmx:load", start);
// Going back restores the ticks after the scripts have run.
window.addEventListener("pageshow", start);
start();
