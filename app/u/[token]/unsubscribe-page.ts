import { createHash } from "node:crypto";
import type { Unsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { escapeHtml } from "@/lib/platform/text";

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1b1e; --quiet: #5c5f66; --paper: #fff; --back: #f1f3f5; --button: #1a1b1e; --on-button: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f1f3f5; --quiet: #a6a7ab; --paper: #25262b; --back: #141517; --button: #f1f3f5; --on-button: #141517 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--back); color: var(--ink);
  font: 17px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 440px; padding: 32px 24px; border-radius: 12px; background: var(--paper); overflow-wrap: anywhere }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25 }
p { margin: 0 0 20px; color: var(--quiet) }
p:last-child { margin: 0 }
strong { color: var(--ink) }
button { width: 100%; min-height: 48px; border: 0; border-radius: 8px; background: var(--button); color: var(--on-button);
  font: inherit; font-weight: 600; cursor: pointer }
button:focus-visible { outline: 3px solid #339af0; outline-offset: 3px }
`;

/** Nothing is loaded, run or framed; the one form posts back here (CSP level 3). */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
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
<form method="post"><input type="hidden" name="confirm" value="yes"><button type="submit">Unsubscribe</button></form>`;
  return page({ title: "Unsubscribe?", body, status: 200 });
}

export function donePage(link: Unsubscribe): Response {
  const body = `<p>${senderOf(link)} will not email ${recipientOf(link)} again. You can close this page.</p>`;
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
