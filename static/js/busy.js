// One press, one request: while a form is under way it is aria-busy and a second press is dropped.
// The button stays enabled, or its name and formaction would not be sent.
const busy = (form) => form?.getAttribute("aria-busy") === "true";

function begin(form, button) {
  form?.setAttribute("aria-busy", "true");
  if (button) button.dataset.pressed = "";
}

function end(form) {
  form?.removeAttribute("aria-busy");
  for (const button of form?.querySelectorAll("[data-pressed]") ?? []) delete button.dataset.pressed;
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (busy(event.target)) event.preventDefault();
  // A download leaves the page where it is, so nothing would end the waiting.
  else if (event.target.method === "post" && !event.target.target) begin(event.target, event.submitter);
});
// A form, its button or its file box is pressed. What asks by itself while the person goes on
// writing, such as a sum or a part that saves itself, holds up no press.
const pressed = (element) =>
  element.matches("form, button, input") && !element.closest("[data-autosave]")
    ? element.closest("form")
    : null;
const asked = new WeakMap(); // request → its form, which may be gone from the page when it ends

document.addEventListener("htmx:confirm", (event) => {
  const form = pressed(event.target);
  if (busy(form)) event.preventDefault();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = pressed(event.target);
  if (form && event.detail.requestConfig.verb !== "get") {
    const sender = event.detail.requestConfig.triggeringEvent?.submitter;
    begin(form, sender ?? (event.target.matches("button") ? event.target : null));
    asked.set(event.detail.xhr, form);
  }
});
document.addEventListener("htmx:afterRequest", (event) => end(asked.get(event.detail.xhr)));
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) end(form);
});
