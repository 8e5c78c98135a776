// [data-upload] around a file input: says at once when a file is too large or of a wrong type,
// previews pictures, and shows how far an htmx upload has come. The server decides all the same.
const allows = (accept, file) =>
  !accept ||
  accept.split(",").some((rule) => {
    const wanted = rule.trim().toLowerCase();
    if (wanted.startsWith(".")) return file.name.toLowerCase().endsWith(wanted);
    if (wanted.endsWith("/*")) return file.type.startsWith(wanted.slice(0, -1));
    return file.type === wanted;
  });

function wrong(box, input, files) {
  const limit = Number(input.dataset.maxBytes) || Infinity;
  if (files.some((file) => file.size > limit)) return box.dataset.tooLarge;
  if (files.some((file) => !allows(input.accept, file))) return box.dataset.wrongType;
  return "";
}

function preview(box, files) {
  const shelf = box.querySelector("[data-upload-preview]");
  if (!shelf) return;
  shelf.replaceChildren(
    ...files.map((file) => {
      const tile = document.createElement("figure");
      tile.className = "photo";
      if (!file.type.startsWith("image/")) {
        tile.textContent = file.name;
        return tile;
      }
      const image = new Image();
      image.alt = file.name;
      image.src = URL.createObjectURL(file);
      image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
      tile.append(image);
      return tile;
    }),
  );
}

function judge(event) {
  const { target } = event;
  const box = target.closest("[data-upload]");
  if (!box || target.type !== "file") return;
  const files = [...target.files];
  const problem = wrong(box, target, files);
  const line = box.querySelector("[data-upload-wrong]");
  if (line) line.textContent = problem;
  target.setCustomValidity(problem);
  preview(box, problem ? [] : files);
  if (problem) event.stopPropagation();
}
// Captured, so that a wrong file is stopped before htmx sends it off.
document.addEventListener("change", judge, { capture: true });

function progress(event, hidden) {
  const form = event.target.closest?.("form") ?? event.target;
  for (const bar of form.querySelectorAll?.("[data-upload] progress") ?? []) {
    bar.hidden = hidden;
    if (event.detail.lengthComputable) bar.value = (100 * event.detail.loaded) / event.detail.total;
  }
}
document.addEventListener("htmx:xhr:progress", (event) => progress(event, false));
document.addEventListener("htmx:afterRequest", (event) => progress(event, true));
