// Where the focus is now, and what is wrong with it, after a press of Tab: { name, words, id, body, problems }.
() => {
  const e = document.activeElement;
  const before = window.focusBefore;
  const tabbable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
  const after = (from) =>
    [...document.querySelectorAll(tabbable)].filter(
      (x) => x.tabIndex >= 0 && !x.disabled && x.checkVisibility({ visibilityProperty: true }) && x.getClientRects().length && from.compareDocumentPosition(x) & Node.DOCUMENT_POSITION_FOLLOWING && !from.contains(x) && !(x.type === "radio" && x.name === from.name),
    );
  const name = (x) => x.tagName.toLowerCase() + (x.id ? "#" + x.id : "") + [...x.classList].map((c) => "." + c).join("");
  const words = (x) => [x.getAttribute("aria-label"), ...[...(x.labels ?? [])].map((l) => l.innerText), x.innerText, x.type === "submit" ? x.value : ""].filter(Boolean).join(" ").replace(/\s+/g, " ").trim();
  const problems = [];
  window.focusBefore = e;

  if (!e || e === document.body || e === document.documentElement) {
    const rest = before && before.isConnected && before !== document.body ? after(before) : [];
    if (rest.length) problems.push("the focus is lost after " + name(before) + ", before " + name(rest[0]) + " “" + words(rest[0]) + "”");
    return { name: "body", words: "", body: true, problems };
  }

  // It goes on in the order of the page.
  if (before && before !== e && before.isConnected && before !== document.body && !(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    const rest = after(before);
    if (rest.length) problems.push("the focus goes back from " + name(before) + " to " + name(e) + ", before " + name(rest[0]) + " “" + words(rest[0]) + "”");
  }

  // It is in sight: on the screen, and nothing lies over all of it.
  const boxes = [e, ...(e.labels ?? [])].flatMap((x) => [...x.getClientRects()]).filter((r) => r.width > 0 && r.height > 0);
  const seen = boxes.some((r) => {
    const [l, t, w, h] = [Math.max(r.left, 0), Math.max(r.top, 0), Math.min(r.right, innerWidth), Math.min(r.bottom, innerHeight)];
    if (w - l < 1 || h - t < 1) return false;
    return [0.1, 0.5, 0.9].some((fx) =>
      [0.1, 0.5, 0.9].some((fy) => {
        const hit = document.elementFromPoint(l + (w - l) * fx, t + (h - t) * fy);
        return hit && (e.contains(hit) || hit.contains(e) || [...(e.labels ?? [])].some((x) => x.contains(hit)));
      }),
    );
  });
  if (!seen) problems.push("the focus is out of sight on " + name(e) + " “" + words(e) + "” at " + JSON.stringify(e.getBoundingClientRect()));

  // It shows: a line round the element, or round what stands for it.
  const lined = (x, part) => {
    if (!x) return false;
    const s = getComputedStyle(x, part);
    return s.outlineStyle !== "none" && (s.outlineStyle === "auto" || parseFloat(s.outlineWidth) >= 2) && !/, 0\)$|transparent/.test(s.outlineColor);
  };
  const marked = [e, e.parentElement, e.nextElementSibling].some((x) => lined(x)) || lined(e, "::after") || (e.closest("svg") && [...e.querySelectorAll("*")].some((x) => parseFloat(getComputedStyle(x).strokeWidth) >= 4 || lined(x)));
  if (!marked) problems.push("nothing shows the focus on " + name(e) + " “" + words(e) + "”");

  return { name: name(e), words: words(e), body: false, problems };
}
