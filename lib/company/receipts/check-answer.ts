import type { JsonObject } from "@/lib/company/approvals/schemas";
import type { Check } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import { lookAtPage, type LookOptions, type SeenPage } from "@/lib/providers/web/look-at-page";

/** An address of a sign-in page: the page is protected, and its owner, who is signed in, does not notice. */
const SIGN_IN = /(^|[/.?&=])(log-?in|sign-?in|sso(-api)?|auth|authenticate|accounts)([/.?&=]|$)/i;

/** `facts`: what was seen beside the answer itself, and the verdict stands on. */
export type Judged = Pick<Check, "verdict" | "words"> & { facts?: JsonObject };
type Looking = {
  url: string;
  check: string;
  judge: (page: SeenPage) => Judged | Promise<Judged>;
  /** The text that is looked for: of a page too large to be kept, the evidence begins with the part that holds it. */
  marker?: string;
};

/** Of the evidence 64 KiB are kept; a character has up to four bytes. */
const SURELY_KEPT = 12_000;
const AROUND = 1_000;

/**
 * Visits a public address as a stranger and has the caller judge its answer. An answer behind a sign-in, out of reach or of a server in trouble
 * cannot be verified, for all alike.
 */
export async function checkAnswer({ url, check, judge, marker }: Looking, options: LookOptions): Promise<Check> {
  let page: SeenPage;
  try {
    page = await lookAtPage(url, options);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const words = `${url} could not be looked at: ${error.message}`;
    return { verdict: "unverifiable", check, words, observed: { url, code: error.code }, evidence: error.message };
  }
  const observed = { url, answered: page.url, status: page.status, redirects: page.redirects.length };
  const { verdict, words, facts } = hidden(page, url) ?? (await judge(page));
  return { verdict, words, check, observed: { ...observed, ...facts }, evidence: evidenceOf(page, marker) };
}

function hidden({ status, url, redirects }: SeenPage, asked: string): Judged | null {
  const moved = new URL(url);
  if (status === 401 || status === 403 || (redirects.length > 0 && SIGN_IN.test(moved.hostname + moved.pathname))) {
    return { verdict: "unverifiable", words: `${asked} is protected: visitors are asked to sign in (${status}).` };
  }
  if (status >= 500 || status === 429)
    return { verdict: "unverifiable", words: `${asked} answered ${status}. It is looked at again.` };
  return null;
}

function evidenceOf({ status, url, headers, body }: SeenPage, marker: string | undefined): string {
  const at = marker === undefined ? -1 : body.indexOf(marker);
  const part = body.slice(Math.max(0, at - AROUND), at + (marker?.length ?? 0) + AROUND);
  return [
    `${status} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(at > SURELY_KEPT ? ["", `(from character ${at - AROUND})`, part] : []),
    "",
    body,
  ].join("\n");
}
