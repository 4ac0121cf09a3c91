import { once } from "./once";

// Number fields with buttons for less and more. A step is an input like any other, so live totals follow it.
export function steppers(root: ParentNode): void {
  for (const box of once<HTMLElement>(root, "[data-stepper]")) {
    const input = box.querySelector("input");
    const buttons = box.querySelectorAll<HTMLButtonElement>("button");
    if (input?.type !== "number" || input.disabled) continue;
    const limits = (): void => {
      for (const b of buttons) {
        const next = input.valueAsNumber + Number(b.value);
        b.disabled = (input.min !== "" && next < Number(input.min)) || (input.max !== "" && next > Number(input.max));
      }
    };
    for (const b of buttons) {
      b.hidden = false;
      b.addEventListener("click", () => {
        if (b.value === "1") input.stepUp();
        else input.stepDown();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
    input.addEventListener("input", limits);
    limits();
  }
}
