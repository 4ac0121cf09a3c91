import { announce } from "./clock";
import { once } from "./once";

// A share link opens the device's own way of sharing, or copies the address where there is none. Without either it is a link.
export function shares(root: ParentNode): void {
  if (!navigator.share && !navigator.clipboard) return;
  for (const link of once<HTMLAnchorElement>(root, "[data-share]")) {
    link.addEventListener("click", (e) => {
      e.preventDefault();
      void share(link);
    });
  }
}

async function share(link: HTMLAnchorElement): Promise<void> {
  try {
    if (navigator.share) return await navigator.share({ title: document.title, url: link.href });
    await navigator.clipboard.writeText(link.href);
  } catch {
    return; // whoever closes the list of ways to share has changed their mind
  }
  const label = link.querySelector("span");
  if (label) label.textContent = link.dataset.done ?? "";
  announce(link.dataset.done ?? "");
}
