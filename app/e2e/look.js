// What a person would stumble over, measured in the page. Each function gives a list of problems in words; looks_test.go says
// when each of them is asked.
window.look = (() => {
  const root = document.documentElement;
  const text = (e) => (e.getAttribute("aria-label") || e.innerText || e.value || e.name || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + [...e.classList].map((c) => "." + c).join("") + " “" + text(e) + "”";
  const few = (what, list) => (list.length ? [what + ": " + [...new Set(list)].slice(0, 5).join(" | ")] : []);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;

  // Text for screen readers only is cut to nothing on purpose.
  const away = (e) => {
    for (; e && e !== root; e = e.parentElement) {
      const s = getComputedStyle(e);
      if (s.clipPath === "inset(50%)") return true;
      if (s.position === "fixed" && e.getBoundingClientRect().bottom <= 0) return true;
    }
    return false;
  };

  // Nothing is wider than the window but what needs two dimensions, and that scrolls by itself.
  const reflow = () => {
    const out = [];
    if (root.scrollWidth > root.clientWidth + 1) {
      out.push("wider than the window: " + root.scrollWidth + " px");
      out.push(...few("too wide", [...document.querySelectorAll("body *")].filter((e) => shown(e) && e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".scroll > *")).map(name)));
    }
    const sideways = [...document.querySelectorAll("body *")].filter(
      (e) => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && shown(e) && !/^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName),
    );
    out.push(...few("scrolls sideways", sideways.filter((e) => !e.querySelector("table, svg[viewBox], pre, code")).map(name)));
    return out;
  };

  // No text is cut off by its box, or lies where no scrolling leads.
  const cut = () => {
    const bad = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let n = texts.nextNode(); n; n = texts.nextNode()) {
      const e = n.parentElement;
      if (!/\S/.test(n.data) || /^(SCRIPT|STYLE|OPTION|TEXTAREA)$/.test(e.tagName) || e.closest("svg") || !shown(e) || away(e)) continue;
      if (e.closest(".ev") && innerWidth > 900) continue; // a short block of the week shows the rest of its words when pointed at
      range.selectNodeContents(n);
      for (const r of range.getClientRects()) {
        if (r.width > 0 && clipped(e, r)) {
          bad.push(name(e) + " in " + clipped(e, r));
          break;
        }
      }
    }
    return few("cut off", bad);
  };
  const clipped = (e, r) => {
    let position = "static";
    let scrollsX = false;
    let scrollsY = false;
    const slack = Math.max(3, r.height * 0.25); // a line's box may be lower than its letters' room
    for (let a = e; a && a !== document.body && a !== root; a = a.parentElement) {
      const s = getComputedStyle(a);
      if (!(position === "absolute" && s.position === "static")) {
        const b = a.getBoundingClientRect();
        if (s.display !== "inline") {
          if (/auto|scroll/.test(s.overflowX)) scrollsX = true;
          if (/auto|scroll/.test(s.overflowY)) scrollsY = true;
          if (!scrollsX && /hidden|clip/.test(s.overflowX) && (r.right > b.right + 2 || r.left < b.left - 2)) return name(a);
          if (!scrollsY && /hidden|clip/.test(s.overflowY) && (r.bottom > b.bottom + slack || r.top < b.top - slack)) return name(a);
        }
        position = s.position;
      }
      if (position === "fixed") break;
    }
    if (!scrollsX && (r.right > root.clientWidth + 1 || r.left < -1)) return "the window";
    return "";
  };

  // What can be pressed is 24 px large each way (WCAG 2.5.8), but links within a sentence.
  const pressable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="link"]';
  const boxOf = (e) => {
    const boxes = [e, ...(/checkbox|radio/.test(e.type) ? [...e.labels] : [])].map((x) => x.getBoundingClientRect());
    return { width: Math.max(...boxes.map((b) => b.width)), height: Math.max(...boxes.map((b) => b.height)) };
  };
  const inSentence = (e) => {
    if (getComputedStyle(e).display !== "inline") return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return [...block.childNodes].some((n) => !n.contains(e) && /\S/.test(n.textContent));
  };
  const covers = (e) => { // a card's heading is a link whose ::after covers the card
    const s = getComputedStyle(e, "::after");
    return s.content !== "none" && s.position === "absolute" && parseFloat(s.height) >= 24 && parseFloat(s.width) >= 24;
  };
  const targets = () => {
    const small = [...document.querySelectorAll(pressable)].filter((e) => {
      if (!shown(e) || away(e) || e.closest("svg")) return false;
      const b = boxOf(e);
      return (b.width < 24 || b.height < 24) && !inSentence(e) && !covers(e);
    });
    return few("smaller than 24 px", small.map((e) => name(e) + " " + Math.round(boxOf(e).width) + "x" + Math.round(boxOf(e).height)));
  };

  // The focus goes down the page, or to what stands further right, and never back.
  const order = () => {
    const bad = [];
    let before = null;
    for (const e of document.querySelectorAll(pressable + ', [tabindex="0"]')) {
      if (e.tabIndex > 0) bad.push("tabindex " + e.tabIndex + " on " + name(e));
      if (!shown(e) || away(e) || e.disabled || e.tabIndex < 0 || afloat(e) || e.closest("svg")) continue;
      if (before && back(before, e)) bad.push(name(before) + ", then " + name(e));
      before = e;
    }
    return few("focus goes back", bad);
  };
  // Two things are compared as the boxes that hold them and not each other: columns are read one after another.
  const back = (from, to) => {
    let both = from;
    while (!both.contains(to)) both = both.parentElement;
    const part = (e) => [...both.children].find((c) => c.contains(e) && c.getClientRects().length) || e;
    const [a, b] = [part(from).getBoundingClientRect(), part(to).getBoundingClientRect()];
    if (b.top >= a.bottom - 1 || b.left >= a.right - 1) return false;
    return b.bottom <= a.top + 1 || (beside(a, b) && b.right <= a.left + 1);
  };
  const beside = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5 * Math.min(a.height, b.height);
  const afloat = (e) => {
    for (; e; e = e.parentElement) if (/fixed|sticky/.test(getComputedStyle(e).position)) return true;
    return false;
  };

  // What stays on the screen leaves room for what it belongs to.
  const sticky = () => {
    const stuck = [...document.querySelectorAll("body *")].filter((e) => /fixed|sticky/.test(getComputedStyle(e).position) && shown(e) && !away(e));
    const height = stuck.map((e) => e.getBoundingClientRect()).filter((b) => b.width > innerWidth / 2 && b.top < innerHeight && b.bottom > 0).reduce((sum, b) => sum + b.height, 0);
    return height > innerHeight / 2 ? [height + " of " + innerHeight + " px of height never scroll: " + stuck.map(name).join(" | ")] : [];
  };

  // Whoever asked for no motion gets none.
  const motion = () => {
    const moving = document.getAnimations().map((a) => "runs on " + name(a.effect.target));
    for (const e of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const s = getComputedStyle(e, part);
        if (s.animationName !== "none" || s.transitionDuration.split(", ").some((d) => parseFloat(d) > 0) || s.scrollBehavior === "smooth") moving.push("would run on " + name(e) + (part || ""));
      }
    }
    return few("motion", moving);
  };

  // Where the device chooses all colours, shapes must still say what is a button, what is chosen and where one writes.
  const shape = (e) => {
    const s = getComputedStyle(e);
    const marks = [null, "::before", "::after"].map((part) => {
      const p = getComputedStyle(e, part);
      return p.content === "none" && part ? "" : [p.borderTopStyle, p.borderTopWidth, p.borderBottomWidth, p.outlineStyle, p.outlineWidth, p.textDecorationLine, p.textDecorationThickness, p.fontWeight, p.content, p.backgroundColor, p.color].join(" ");
    });
    return marks.join("/") + s.borderInlineStartWidth + (e.firstElementChild && e.firstElementChild.tagName !== "svg" ? "+" + shape(e.firstElementChild) : "");
  };
  const edged = (e) => {
    const s = getComputedStyle(e);
    return (s.borderBottomStyle !== "none" && parseFloat(s.borderBottomWidth) > 0) || s.textDecorationLine.includes("underline") || (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0);
  };
  const forced = () => {
    const plain = [...document.querySelectorAll(".btn, input:not([type=hidden]), select, textarea, .pick-chip > span:first-of-type")].filter(
      (e) => shown(e) && !away(e) && getComputedStyle(e).opacity !== "0" && !/checkbox|radio|file/.test(e.type) && !edged(e) && !(e.parentElement && edged(e.parentElement)),
    );
    const same = [];
    for (const e of document.querySelectorAll('[aria-current]:not([aria-current="false"]), [aria-pressed="true"], .pick-chip:has(:checked) > span')) {
      if (!shown(e) || away(e)) continue;
      const kin = [...(e.closest("ul, ol, table, [role=group], .options, .month-box") || document).querySelectorAll(e.tagName)].filter(
        (k) => k !== e && shown(k) && !k.matches('[aria-current], [aria-pressed="true"], :checked + span') && k.className === e.className,
      );
      if (kin.length && kin.every((k) => shape(k) === shape(e))) same.push(name(e));
    }
    return [...few("no edge in forced colours", plain.map(name)), ...few("chosen, but looks like the rest in forced colours", same)];
  };

  // WCAG 1.4.12: the reader's own spacing.
  const spaced = new CSSStyleSheet();
  spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
  const spacing = () => {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, spaced];
    try {
      return [...reflow(), ...cut()].map((s) => "with more spacing: " + s);
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== spaced);
    }
  };

  // What no page may have, however it is looked at.
  const facts = (lang) => {
    const out = [];
    const key = document.body.innerText.match(/\b(ui|site|company|partner|staff|admin\w*|account|core|fault|field|mail|stay|missing)\.[a-z_]+(\.[a-z_]+)*\b/);
    if (key && !location.hostname.includes(key[0])) out.push("a message key: " + key[0]);
    for (const e of performance.getEntriesByType("resource")) if (e.responseStatus >= 400) out.push("not there: " + e.name);
    if (document.querySelectorAll("[style]").length) out.push("inline style");
    if (root.lang !== lang) out.push("the page says that its language is " + root.lang + ", not " + lang);
    return out;
  };

  const audit = async (rules = { "target-size": { enabled: true } }, only = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]) => {
    const r = await axe.run(document, { runOnly: only, rules, resultTypes: ["violations"] });
    return r.violations.map((v) => "axe: " + v.id + ", " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? "")).join(" | "));
  };

  // Once all rules have been asked: another width can break all but the size of targets, which we measure ourselves, another
  // scheme those about colours, other words none of these.
  const again = () => audit({ "target-size": { enabled: false } });
  const colours = () => audit({}, ["color-contrast", "link-in-text-block"]);
  const words = () => audit({ "target-size": { enabled: false }, "color-contrast": { enabled: false } });

  return { reflow, cut, targets, order, sticky, motion, forced, spacing, facts, audit, again, colours, words };
})();
