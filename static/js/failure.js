// An htmx request that brought nothing to show still says so: the sentences wait in
// <template data-failure> and are put into the page's messages.
function say(kind) {
  const sentence = document.querySelector(`template[data-failure="${kind}"]`);
  const region = document.getElementById("messages");
  if (!sentence || !region) return;
  region.replaceChildren(sentence.content.cloneNode(true));
  region.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => say("network"));
document.addEventListener("htmx:timeout", () => say("network"));
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 413) say("large");
  else say(status === 401 || status === 403 || status === 404 ? "refused" : "server");
});
