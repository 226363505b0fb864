// Runs before the page is drawn, so that it is drawn in the colours that were chosen.
try {
  document.body.dataset.theme = localStorage.getItem("theme") ?? "auto";
} catch {
  document.body.dataset.theme = "auto";
}
// Outputs that the reader is asked for are not even drawn, unless the script that asks does not come.
document.documentElement.classList.add("asks");
addEventListener("DOMContentLoaded", () => {
  if (!window.bookAsks) document.documentElement.classList.remove("asks");
});
