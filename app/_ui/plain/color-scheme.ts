/** Where Mantine keeps a visitor's choice, and where its styles read it. */
const STORAGE_KEY = "mantine-color-scheme-value";
const ATTRIBUTE = "data-mantine-color-scheme";
/** A button with this attribute switches the scheme. */
export const TOGGLE = "data-scheme-toggle";

/**
 * Runs before anything is painted: shows the visitor's choice, else what their system prefers, also when that changes. Written out, because
 * the pages that use it are too small for a component of their own script.
 */
export const COLOR_SCHEME_SCRIPT = `try {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const chosen = localStorage.getItem("${STORAGE_KEY}");
    const isDark = chosen === "dark" || (chosen !== "light" && system.matches);
    root.setAttribute("${ATTRIBUTE}", isDark ? "dark" : "light");
  };
  show();
  system.addEventListener("change", show);
  addEventListener("click", ({ target }) => {
    if (!target.closest("[${TOGGLE}]")) return;
    localStorage.setItem("${STORAGE_KEY}", root.getAttribute("${ATTRIBUTE}") === "dark" ? "light" : "dark");
    show();
  });
} catch {}`;
