import { once } from "./once";

// A hold's time left: by minutes, in the last two minutes by seconds. Screen readers hear it at a few moments only, because a
// live region that changes each second would never be silent.
const spoken = [10, 5, 2, 1, 0];

export function clocks(root: ParentNode): void {
  for (const el of once<HTMLElement>(root, "[data-deadline]")) start(el);
}

function start(el: HTMLElement): void {
  const deadline = Date.parse(el.dataset.deadline ?? "");
  if (Number.isNaN(deadline)) return;
  let said = Infinity;
  const tick = (): void => {
    if (!el.isConnected) return;
    const left = Math.max(0, Math.ceil((deadline - Date.now()) / 1000));
    el.textContent = words(el, left);
    el.closest(".hold")?.classList.toggle("ending", left <= 120);
    const minutes = Math.ceil(left / 60);
    if (minutes < said && spoken.includes(minutes)) announce(el.textContent);
    said = Math.min(said, minutes);
    if (left > 0) setTimeout(tick, left <= 121 ? 1000 : 1000 * (left % 60 || 60));
  };
  said = Math.ceil((deadline - Date.now()) / 60000); // what the page says at first needs no repeating
  tick();
}

function words(el: HTMLElement, left: number): string {
  const { hours, minutes, seconds, over } = el.dataset;
  if (left === 0) return over ?? "";
  if (left <= 120) return fill(seconds, 0, Math.floor(left / 60), left % 60);
  const m = Math.ceil(left / 60);
  return m >= 60 ? fill(hours, Math.floor(m / 60), m % 60, 0) : fill(minutes, 0, m, 0);
}

function fill(pattern: string | undefined, h: number, m: number, s: number): string {
  return (pattern ?? "%m:%s").replace("%h", String(h)).replace("%m", String(m)).replace("%s", String(s).padStart(2, "0"));
}

export function announce(text: string): void {
  const live = document.getElementById("announcer");
  if (live) live.textContent = text;
}
