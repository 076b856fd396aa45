import { createHash } from "node:crypto";
import type { Unsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { escapeHtml } from "@/lib/platform/text";

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
details { margin-top: 24px; padding-top: 16px; border-top: 1px solid var(--hairline); font-size: 14px }
summary { color: var(--signal-ink); font-weight: 550; cursor: pointer }
details p { margin: 12px 0 0 }
`;

/** Nothing is run, framed or loaded but the font; the one form posts back here (CSP level 3). */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; font-src 'self'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

function page({ title, body, status }: { title: string; body: string; status: number }): Response {
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
  return new Response(html, { status, headers: HEADERS });
}

const senderOf = ({ companyName }: Unsubscribe): string =>
  `<strong>${escapeHtml(companyName ?? "this sender")}</strong>`;
const recipientOf = ({ maskedEmail }: Unsubscribe): string => `<strong>${escapeHtml(maskedEmail)}</strong>`;

/** The page behind the unsubscribe link. */
export function linkPage(link: Unsubscribe | null): Response {
  if (!link) return unknownPage();
  return link.unsubscribed ? donePage(link) : questionPage(link);
}

/** A question, with one button and no way to answer by accident. */
function questionPage(link: Unsubscribe): Response {
  const body = `<p>Press the button, and ${senderOf(link)} will not email ${recipientOf(link)} again.</p>
<form method="post"><input type="hidden" name="confirm" value="yes"><button type="submit">Unsubscribe</button></form>
<details><summary>This was not meant for you?</summary>
<p>If an email was forwarded to you, its link unsubscribes ${recipientOf(link)}, not you. Close this page, and nothing changes.</p>
<p>If the address is yours, but the email is for somebody else, press the button: this sender then sends nothing more to your address.</p>
</details>`;
  return page({ title: "Unsubscribe?", body, status: 200 });
}

export function donePage(link: Unsubscribe): Response {
  const body = `<p>${senderOf(link)} will not email ${recipientOf(link)} again. You can close this page.</p>
<details><summary>This was not meant for you?</summary>
<p>The sender cannot take an opt-out back. Tell them by answering the email, so that they write to this person in another way.</p>
</details>`;
  return page({ title: "You are unsubscribed", body, status: 200 });
}

export function unknownPage(): Response {
  const body = `<p>This link is incomplete or does not exist. Copy it again from the email, or reply to the email with “unsubscribe”.</p>`;
  return page({ title: "This link does not work", body, status: 404 });
}

/** Whether it was stored nobody knows: asking again does no harm. */
export function failurePage(status: number): Response {
  const body = `<p>Try again in a minute, or reply to the email with “unsubscribe”.</p>`;
  return page({ title: "This did not work just now", body, status });
}

/** For a mail program that unsubscribes by itself (RFC 8058): no page, no cookie, no redirect. */
export function oneClickAnswer(known: boolean): Response {
  const headers = { ...HEADERS, "content-type": "text/plain; charset=utf-8" };
  return known
    ? new Response("You are unsubscribed.\n", { headers })
    : new Response("This link does not exist.\n", { status: 404, headers });
}
