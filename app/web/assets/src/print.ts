import { once } from "./once";

// A button that prints the page shows itself where there is a script to do it; without one the browser's own menu prints.
export function printers(root: ParentNode): void {
  for (const button of once<HTMLButtonElement>(root, "[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
