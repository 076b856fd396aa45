import { appUrl, env } from "@/lib/platform/env";
import { hostedIdentityHost } from "@/lib/providers/identity/select";

type Named = Record<string, string>;

/** A year, once people come by https; on plain http browsers ignore it. */
const transport = (): Named =>
  appUrl().startsWith("https:") ? { "strict-transport-security": "max-age=31536000" } : {};

/** For answers to programs: nothing of them is ever a page, and nothing in between keeps them. */
export const apiHeaders = (): Named => ({
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  ...transport(),
});

/**
 * The policy of one rendering of a page. Scripts run by this nonce or because such a script loaded them. Styles need 'unsafe-inline':
 * Mantine sets positions and sizes in style attributes, which no nonce can cover.
 */
export function pagePolicy(nonce: string): string {
  const { NODE_ENV } = env();
  // React's development build explains errors by `eval`; the hot reload speaks over a web socket.
  const inDevelopment = NODE_ENV === "development";
  const host = hostedIdentityHost();
  const identity = host ? ` https://${host}` : "";
  // Clerk's own list: its scripts and API, its avatars, and the bot check of its sign-up form.
  const botCheck = host ? " https://challenges.cloudflare.com" : "";
  // The window in which records are entered at a founder's DNS host; its script comes by one of ours.
  const dnsSetup = env().ENTRI_APPLICATION_ID === undefined ? "" : " https://*.goentri.com";
  const frames = `${host ? botCheck : ""}${dnsSetup}`.trim();
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${inDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${host ? " https://img.clerk.com" : ""}${dnsSetup}`,
    "font-src 'self'",
    `connect-src 'self'${inDevelopment ? " ws:" : ""}${identity}${botCheck}${dnsSetup}`,
    `frame-src ${frames || "'none'"}`,
    `worker-src 'self'${host ? " blob:" : ""}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${identity}`,
    "frame-ancestors 'none'",
    ...(appUrl().startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export const pageHeaders = (policy: string): Named => ({
  "content-security-policy": policy,
  // Addresses of pages hold ids and, for invitations, a token.
  "referrer-policy": "same-origin",
  ...transport(),
});

/** Adds what an answer does not say itself. */
export function addHeaders(to: Headers, headers: Named): void {
  for (const [name, value] of Object.entries(headers)) if (!to.has(name)) to.set(name, value);
}
