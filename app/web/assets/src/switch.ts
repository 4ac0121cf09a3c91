import { once } from "./once";

// Light, dark, or as the device says. theme.ts applies the choice before the first paint.
export function themeSwitch(root: ParentNode): void {
  for (const box of once<HTMLElement>(root, "[data-theme-switch]")) wire(box);
}

function wire(box: HTMLElement): void {
  const buttons = box.querySelectorAll<HTMLButtonElement>("button");
  const show = (): void => {
    const theme = document.documentElement.dataset.theme ?? "auto";
    buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.value === theme)));
  };
  buttons.forEach((b) =>
    b.addEventListener("click", () => {
      choose(b.value);
      show();
    }),
  );
  box.hidden = false;
  show();
}

function choose(theme: string): void {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Storage may be forbidden: the choice lasts for this page.
  }
}
