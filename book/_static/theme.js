// Runs before the page is drawn, so that it is drawn in the colours that were chosen.
try {
  document.body.dataset.theme = localStorage.getItem("theme") ?? "auto";
} catch {
  document.body.dataset.theme = "auto";
}
