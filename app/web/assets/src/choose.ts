import { once } from "./once";

// Lists with boxes: one box ticks them all, and the form says how many are ticked.
export function choosers(root: ParentNode): void {
  for (const out of once<HTMLOutputElement>(root, "[data-chosen]")) wire(out);
}

function wire(out: HTMLOutputElement): void {
  const form = out.closest("form");
  if (!form) return;
  const all = document.querySelector<HTMLInputElement>(`[data-all][data-form="${form.id}"]`);
  const boxes = [...form.elements].filter((e): e is HTMLInputElement => e instanceof HTMLInputElement && e.type === "checkbox" && e.name === out.dataset.chosen);
  const show = (): void => {
    const n = boxes.filter((b) => b.checked).length;
    out.textContent = (out.dataset.text ?? "").replace("%n", String(n));
    if (all) {
      all.checked = n === boxes.length;
      all.indeterminate = n > 0 && n < boxes.length;
    }
  };
  for (const b of boxes) b.addEventListener("change", show);
  all?.addEventListener("change", () => {
    for (const b of boxes) b.checked = all.checked;
    show();
  });
  all?.closest("label")?.removeAttribute("hidden");
  show();
}
