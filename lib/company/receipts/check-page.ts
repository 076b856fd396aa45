import type { Check } from "@/lib/company/approvals/define-action";
import type { LookOptions, SeenPage } from "@/lib/providers/web/look-at-page";
import { checkAnswer, type Judged } from "./check-answer";

export type PageWanted = { url: string; marker: string };

/**
 * Whether a page that anybody can open holds a marker, in its body or in a header. Another page is a contradiction; one behind a sign-in,
 * or out of reach, cannot be verified.
 */
export const checkPage = (wanted: PageWanted, options: LookOptions): Promise<Check> =>
  checkAnswer({ ...wanted, check: "page", judge: (page) => judge(page, wanted) }, options);

function judge({ status, body, headers }: SeenPage, { url, marker }: PageWanted): Judged {
  if (status !== 200) return { verdict: "contradicted", words: `${url} answered ${status} instead of the page.` };
  const isThere = body.includes(marker) || Object.values(headers).includes(marker);
  return isThere
    ? { verdict: "verified", words: `${url} is served to everybody and holds the marker.` }
    : {
        verdict: "contradicted",
        words: `${url} is served, but without the marker: it is another version or another page.`,
      };
}
