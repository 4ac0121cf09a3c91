// Runs before the first paint, so that a chosen colour scheme never flashes. Everything else is in app.ts.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the device's scheme it is.
}
