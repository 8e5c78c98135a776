// [data-resend]: what could not be sent for want of a network stays on the page, is marked, and is
// sent again by itself when the network is back. [data-offline] says so, [data-unsent] how many.
const waiting = new Set();
const line = document.querySelector("[data-offline]");

function show() {
  for (const part of [...waiting]) if (!part.isConnected) waiting.delete(part);
  if (line) line.hidden = navigator.onLine && waiting.size === 0;
  for (const output of document.querySelectorAll("[data-unsent]")) {
    output.textContent = waiting.size ? `(${waiting.size})` : "";
  }
}

function mark(part, unsent) {
  if (unsent) waiting.add(part);
  else waiting.delete(part);
  const tag = part.querySelector(".mark__unsent");
  if (tag) tag.hidden = !unsent;
  show();
}

document.addEventListener("htmx:sendError", ({ target }) => {
  const part = target.closest?.("[data-resend]");
  if (part) mark(part, true);
});
document.addEventListener("htmx:afterOnLoad", ({ target }) => {
  const part = target.closest?.("[data-resend]");
  if (part) mark(part, false);
});
// The answer is a new part in the place of the old one, which is then nowhere.
document.addEventListener("htmx:load", show);
window.addEventListener("offline", show);
window.addEventListener("online", () => {
  for (const part of waiting) part.dispatchEvent(new Event("change", { bubbles: true }));
  show();
});
window.addEventListener("beforeunload", (event) => {
  if (waiting.size) event.preventDefault();
});
show();
