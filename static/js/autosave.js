// Where parts save themselves ([data-autosave]), a form is sent only when none of them is under
// way: an older part must not arrive after the whole and put back what it replaced.
const underWay = () => document.querySelector("[data-autosave].htmx-request") !== null;

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!underWay()) return;
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
