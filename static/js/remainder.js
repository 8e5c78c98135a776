// [data-total="52"] around inputs [data-share]: [data-remainder] shows what is left to share out.
// An input [data-whole] in the box changes the total itself.
// Figures are whole numbers; the server adds them up again.
function show(box) {
  const shares = [...box.querySelectorAll("[data-share]")];
  const given = shares.reduce((sum, input) => sum + (Number.parseInt(input.value, 10) || 0), 0);
  const whole = box.querySelector("input[data-whole]")?.value ?? box.dataset.total;
  const left = (Number.parseInt(whole, 10) || 0) - given;
  for (const output of box.querySelectorAll("[data-remainder]")) {
    output.textContent = left;
    output.dataset.state = left === 0 ? "even" : left < 0 ? "over" : "left";
  }
  for (const output of box.querySelectorAll("[data-given]")) output.textContent = given;
  for (const output of box.querySelectorAll("output[data-whole]")) output.textContent = whole;
}

function start() {
  for (const box of document.querySelectorAll("[data-total]")) show(box);
}

document.addEventListener("input", ({ target }) => {
  const box = target.matches("[data-share], input[data-whole]") && target.closest("[data-total]");
  if (box) show(box);
});
document.addEventListener("htmx:load", start);
window.addEventListener("pageshow", start);
start();
