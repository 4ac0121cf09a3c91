const seen = new WeakMap<Element, Set<string>>();

// once gives the elements of a piece that match, each of them a single time: pieces overlap, listeners must not.
export function* once<T extends Element>(root: ParentNode, selector: string): Generator<T> {
  const own = root instanceof Element && root.matches(selector) ? [root as Element as T] : [];
  for (const el of [...own, ...root.querySelectorAll<T>(selector)]) {
    const done = seen.get(el) ?? new Set<string>();
    if (done.has(selector)) continue;
    seen.set(el, done.add(selector));
    yield el;
  }
}
