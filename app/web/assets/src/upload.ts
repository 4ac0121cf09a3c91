import { once } from "./once";

// A file that the server would refuse for its weight is refused where it is chosen: nobody waits for ten megabytes to travel
// to hear it. The server looks again.
export function uploads(root: ParentNode): void {
  for (const input of once<HTMLInputElement>(root, "input[type=file][data-max-bytes]")) {
    input.addEventListener("change", () => {
      const max = Number(input.dataset.maxBytes);
      const heavy = [...(input.files ?? [])].some((file) => file.size > max);
      input.setCustomValidity(heavy ? (input.dataset.tooLarge ?? "") : "");
      input.setAttribute("aria-invalid", String(heavy));
      if (heavy) input.reportValidity();
    });
  }
}
