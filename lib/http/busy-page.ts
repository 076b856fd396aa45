import { createHash } from "node:crypto";

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1b1e; --quiet: #5c5f66; --back: #f1f3f5 }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f3f5; --quiet: #a6a7ab; --back: #141517 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--back); color: var(--ink);
  font: 17px/1.5 system-ui, sans-serif }
main { max-width: 440px }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25 }
p { margin: 0; color: var(--quiet) }
`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

/** A whole page for somebody who asked too often: nothing of it is asked for again, and it comes back by itself when it may. */
export function busyPage(sentence: string, seconds: number): { html: string; headers: Record<string, string> } {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${seconds}">
<title>Too many requests · Greenlight</title>
<style>${STYLE}</style>
</head>
<body><main><h1>Too many requests</h1><p>${sentence} This page then comes back by itself.</p></main></body>
</html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "retry-after": String(seconds),
  };
  return { html, headers };
}
