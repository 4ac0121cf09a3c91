import htmx from "htmx.org";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}

// The page's meta tag configures it: no eval, no style element of its own.
window.htmx = htmx;
