import type { Check } from "@/lib/company/approvals/define-action";
import { AppError } from "@/lib/platform/errors";
import { lookAtPage, type LookOptions, type SeenPage } from "@/lib/providers/web/look-at-page";

/** An address of a sign-in page: the page is protected, and its owner, who is signed in, does not notice. */
const SIGN_IN = /(^|[/.?&=])(log-?in|sign-?in|sso(-api)?|auth|authenticate|accounts)([/.?&=]|$)/i;

export type Judged = Pick<Check, "verdict" | "words">;
type Looking = { url: string; check: string; judge: (page: SeenPage) => Judged | Promise<Judged> };

/**
 * Visits a public address as a stranger and has the caller judge its answer. An answer behind a sign-in, out of reach or of a server in trouble
 * cannot be verified, for all alike.
 */
export async function checkAnswer({ url, check, judge }: Looking, options: LookOptions): Promise<Check> {
  let page: SeenPage;
  try {
    page = await lookAtPage(url, options);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const words = `${url} could not be looked at: ${error.message}`;
    return { verdict: "unverifiable", check, words, observed: { url, code: error.code }, evidence: error.message };
  }
  const observed = { url, answered: page.url, status: page.status, redirects: page.redirects.length };
  return { ...(hidden(page, url) ?? (await judge(page))), check, observed, evidence: evidenceOf(page) };
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

const evidenceOf = ({ status, url, headers, body }: SeenPage): string =>
  [`${status} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", body].join("\n");
