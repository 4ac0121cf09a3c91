import { announce } from "./clock";
import { once } from "./once";

// Buttons that copy a value show themselves where the browser can copy.
export function copies(root: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const button of once<HTMLButtonElement>(root, "[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
  } catch {
    return; // the value stands beside the button
  }
  const label = button.querySelector("span");
  const done = button.dataset.done ?? "";
  if (!label || label.textContent === done) return;
  const before = label.textContent;
  label.textContent = done;
  announce(done);
  setTimeout(() => (label.textContent = before), 2000);
}
