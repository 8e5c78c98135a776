// Where parts save themselves ([data-autosave]), a whole form is sent only when none of them is
// under way, and none is sent after it: an older part must not arrive later and put back what the
// whole replaced.
const underWay = () => document.querySelector("[data-autosave].htmx-request") !== null;
let leaving = false;

const leaves = (form) => form.method === "post" && !form.target && !form.hasAttribute("hx-post");

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!leaves(form)) return;
    if (!underWay()) {
      leaving = true;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const send = () => {
      if (underWay()) return;
      document.removeEventListener("htmx:afterRequest", later);
      form.requestSubmit(event.submitter);
    };
    // htmx takes the class away after it has told of the end.
    const later = () => setTimeout(send);
    document.addEventListener("htmx:afterRequest", later);
  },
  true,
);
document.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving && event.target.closest("[data-autosave]")) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
