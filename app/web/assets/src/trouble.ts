// What htmx could not do is said at the page's place for problems, until the next try.
export function troubles(): void {
  const place = (): HTMLElement | null => document.getElementById("problem");
  document.addEventListener("htmx:beforeRequest", () => place()?.replaceChildren());
  document.addEventListener("htmx:sendError", () => {
    const p = place();
    if (p) p.textContent = p.dataset.offline ?? "";
  });
  // A page that outlived its sign-in gets a good form token with the refusal.
  document.addEventListener("htmx:afterRequest", (e) => {
    const xhr = (e as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr;
    const token = xhr.getResponseHeader("X-CSRF-Token");
    if (!token) return;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF-Token": token }));
    for (const field of document.querySelectorAll<HTMLInputElement>('[name="_csrf"]')) field.value = token;
  });
}
