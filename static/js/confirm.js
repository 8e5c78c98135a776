// A button or link with data-confirm="sentence" asks first, in the page's own <dialog>.
// Clicks are caught before htmx and before the form, so one rule serves all three.
const dialog = document.getElementById("confirm");
const agreed = new WeakSet();
let pending = null;

document.addEventListener(
  "click",
  (event) => {
    const asker = event.target.closest("[data-confirm]");
    if (!asker || !dialog || agreed.delete(asker)) return;
    if (asker.form && !asker.formNoValidate && !asker.form.reportValidity()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    pending = asker;
    dialog.querySelector("[data-confirm-text]").textContent = asker.dataset.confirm;
    dialog.querySelector("[value=yes]").textContent = asker.dataset.confirmOk || asker.textContent.trim();
    dialog.returnValue = "";
    dialog.showModal();
  },
  true,
);

dialog?.addEventListener("close", () => {
  const asker = pending;
  pending = null;
  if (dialog.returnValue !== "yes" || !asker?.isConnected) return;
  agreed.add(asker);
  asker.click();
});
