// Larger type, remembered on this device. A plain script in the head, so that the page is
// drawn in the chosen size from the start; the switch is [data-large].
(() => {
  const root = document.documentElement;
  const show = () => {
    for (const button of document.querySelectorAll("[data-large]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(root.classList.contains("large")));
    }
  };

  try {
    root.classList.toggle("large", localStorage.getItem("large") === "yes");
  } catch {
    // Storage may be forbidden; the switch then lasts as long as the page.
  }
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-large]")) return;
    const large = root.classList.toggle("large");
    try {
      localStorage.setItem("large", large ? "yes" : "no");
    } catch {
      // As above.
    }
    show();
  });
})();
