// Follows every link that begins at these paths, one address of each kind (/paketit/:slug is looked at once, not for each
// package), and tells what it found: [{ path, from, status }]. Kinds in seen are left out.
async (starts, seen) => {
  const kind = (path) => path.replace(/^\/tapahtumat\/.+\?kerta=.*/, "/tapahtumat/:slug").split("?")[0].replace(/\/(\d+|HT-[A-Z0-9]+)(?=\/|$)/g, "/:id").replace(/^\/(paketit|hubit)\/.+/, "/$1/:slug");
  const page = (path) => !/^\/(en|sv)(\/|$)|^\/(kuvat|posters|assets)\/|(\/html|\/kirjaudu-ulos)$/.test(path) && !/^\/dev\/posti\/\d+\/./.test(path);
  const known = new Set(seen);
  const queue = starts.map((path) => ({ path, from: "the start" }));
  for (const { path } of queue) known.add(kind(path));
  const found = [];
  while (queue.length) {
    const next = queue.shift();
    const answer = await fetch(next.path);
    if (answer.ok && !answer.headers.get("Content-Type").startsWith("text/html")) continue; // a file
    found.push({ ...next, kind: kind(next.path), status: answer.status });
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const a of html.querySelectorAll("a[href]:not([download], [hreflang])")) {
      const to = new URL(a.getAttribute("href"), location.origin + next.path);
      if (to.origin !== location.origin || !page(to.pathname) || known.has(kind(to.pathname))) continue;
      known.add(kind(to.pathname));
      queue.push({ path: to.pathname + to.search, from: next.path });
    }
  }
  return found;
}
