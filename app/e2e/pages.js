// Follows every link that begins at these paths, one address of each kind (/paketit/:slug is looked at once, not for each
// package), and tells what it found: [{ path, from, kind, status }], with pictures and other parts of pages that are not
// there. Kinds in seen are left out.
async (starts, seen) => {
  const kind = (path) => path.replace(/^\/tapahtumat\/(?!viikkokirje).+/, "/tapahtumat/:slug").split("?")[0].replace(/\/(\d+|HT-[A-Z0-9]+)(?=\/|$)/g, "/:id").replace(/^\/(paketit|hubit)\/.+/, "/$1/:slug");
  const page = (path) => !/^\/(en|sv)(\/|$)|^\/(kuvat|posters|assets)\/|(\/html|\/kirjaudu-ulos)$/.test(path) && !/^\/dev\/posti\/\d+\/./.test(path);
  const known = new Set(seen);
  const queue = starts.map((path) => ({ path, from: "the start" }));
  for (const { path } of queue) known.add(kind(path));
  const found = [];
  const parts = new Set();
  while (queue.length) {
    const next = queue.shift();
    const answer = await fetch(next.path);
    if (answer.ok && !answer.headers.get("Content-Type").startsWith("text/html")) continue; // a file
    found.push({ ...next, kind: kind(next.path), status: answer.status });
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const e of html.querySelectorAll("img[src], script[src], link[rel=stylesheet], link[rel=icon], link[rel=preload]")) {
      const part = e.getAttribute("src") || e.getAttribute("href");
      if (parts.has(part)) continue;
      parts.add(part);
      const { status } = await fetch(part);
      if (status >= 400) found.push({ path: part, from: next.path, kind: part, status });
    }
    for (const a of html.querySelectorAll("a[href]:not([download], [hreflang])")) {
      const to = new URL(a.getAttribute("href"), location.origin + next.path);
      const path = to.pathname + to.search;
      if (to.origin !== location.origin || !page(to.pathname) || known.has(kind(path))) continue;
      known.add(kind(path));
      queue.push({ path, from: next.path });
    }
  }
  return found;
}
