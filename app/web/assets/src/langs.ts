// The address may change under the page; the links to its other languages follow.
export function followAddress(): void {
  document.addEventListener("htmx:pushedIntoHistory", () => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[hreflang]")) {
      const to = new URL(link.href);
      const lang = to.searchParams.get("lang");
      if (!lang) continue;
      to.search = location.search;
      to.searchParams.set("lang", lang);
      link.href = to.href;
    }
  });
}
