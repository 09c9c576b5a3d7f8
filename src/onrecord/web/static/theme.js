// Runs before the page is drawn, so that a chosen theme never flashes the other one.
try {
  const theme = localStorage.getItem("onrecord.theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch { /* storage switched off: the system's setting stands */ }
