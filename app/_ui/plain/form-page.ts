import { createHash } from "node:crypto";

/** The product's font and colours (app/globals.css), which work without any script. */
const STYLE = `
@font-face { font-family: "Geist Variable"; font-weight: 100 900; font-display: swap; src: url(/geist-latin.woff2) format("woff2") }
:root { color-scheme: light dark; --surface: #f6f8f7; --hairline: #e2e7e4; --paper: #fff; --ink: #151c18; --quiet: #59635d;
  --signal: #0f7f4c; --signal-ink: #0b653d }
@media (prefers-color-scheme: dark) {
  :root { --surface: #111312; --hairline: #2b312d; --paper: #191c1a; --ink: #dde3df; --quiet: #9ba69f; --signal-ink: #80dbac }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--surface); color: var(--ink);
  font: 16px/1.55 "Geist Variable", system-ui, sans-serif; font-feature-settings: "cv11", "ss01" }
main { width: 100%; max-width: 460px; padding: 32px; border: 1px solid var(--hairline); border-radius: 16px; background: var(--paper);
  overflow-wrap: anywhere }
h1 { margin: 0 0 12px; font-size: 28px; font-weight: 600; line-height: 1.25 }
p { margin: 0 0 20px; color: var(--quiet) }
main > p:last-child { margin: 0 }
strong { color: var(--ink); font-weight: 600 }
button { width: 100%; min-height: 48px; border: 0; border-radius: 8px; background: var(--signal); color: #fff; font: inherit;
  font-weight: 600; cursor: pointer }
:focus-visible { outline: 2px solid #189a5e; outline-offset: 2px }
fieldset { margin: 0 0 16px; padding: 0; border: 0 }
legend { margin-bottom: 8px; padding: 0; font-weight: 550 }
label { display: flex; gap: 10px; align-items: center; min-height: 40px }
input { width: 18px; height: 18px; margin: 0; flex-shrink: 0; accent-color: var(--signal) }
details { margin-top: 24px; padding-top: 16px; border-top: 1px solid var(--hairline); font-size: 14px }
summary { color: var(--signal-ink); font-weight: 550; cursor: pointer }
details p { margin: 12px 0 0 }
`;

/** Nothing is run, framed or loaded but the font; the one form posts back here (CSP level 3). */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; font-src 'self'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** One question or answer to a person who may not be signed in, with at most one form. `title` and `body` are HTML. */
export function formPage({ title, body, status }: { title: string; body: string; status: number }): Response {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;
  return new Response(html, { status, headers: PAGE_HEADERS });
}
