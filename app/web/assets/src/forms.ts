import { announce } from "./clock";
import { once } from "./once";

// A form goes out once: its button rests until the page changes. The server's operation keys are what keeps a double post
// from doing harm; this only spares people the wait.
export function guardForms(): void {
  document.addEventListener("submit", (e) => {
    const form = e.target as HTMLFormElement;
    if (e.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
    if (form.dataset.sent) {
      e.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const button = (e as SubmitEvent).submitter;
    button?.setAttribute("aria-busy", "true");
    setTimeout(() => form.dataset.sent && announce(document.getElementById("announcer")?.dataset.busy ?? ""), 1000);
    setTimeout(() => release(form), 8000); // a download or a lost connection leaves the page as it was
  });
  // Back brings a page out of the cache as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", (e) => {
    const form = (e.target as HTMLElement).closest("form");
    if (form) release(form);
  });
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
}

// After an error, reading starts at the list of what is wrong.
export function focusSummary(root: ParentNode): void {
  for (const summary of once<HTMLElement>(root, "[data-focus]")) summary.focus();
}
