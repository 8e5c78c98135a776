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
// What saves itself while the person goes on writing is no press, and holds up none.
const pressed = (element) => (element.closest("[data-autosave]") ? null : element.closest("form"));

document.addEventListener("htmx:confirm", (event) => {
  const form = pressed(event.target);
  if (busy(form)) event.preventDefault();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = pressed(event.target);
  if (form && event.detail.requestConfig.verb !== "get") {
    const sender = event.detail.requestConfig.triggeringEvent?.submitter;
    begin(form, sender ?? (event.target.matches("button") ? event.target : null));
  }
});
document.addEventListener("htmx:afterRequest", (event) => end(pressed(event.target)));
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) end(form);
});
