import { isOwnPage } from "@/lib/autopilot/actions/is-own-page";
import { readPageMetadata } from "@/lib/company/profile/page-metadata";
import { suggestAnswers } from "@/lib/company/profile/suggest-answers";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { lookAtPage, READER, type LookOptions, type SeenPage } from "@/lib/providers/web/look-at-page";
import { pageText } from "@/lib/providers/web/page-text";
import type { ReadWebsite, WebsiteSuggestions } from "./schemas";

const NONE = { success: false, fallbackToManual: true } as const;

/**
 * Reads one public page and suggests answers of the brand step, each with its origin; saves nothing. A page that cannot be read is an answer
 * with its reason. It goes to public addresses alone, for 10 s, 3 redirects and 2 MiB at most.
 */
export async function suggestBrand(
  ctx: WorkspaceCtx,
  { website }: ReadWebsite,
  looking: Partial<LookOptions> = {},
): Promise<WebsiteSuggestions> {
  requirePermission(ctx, "onboarding.write");
  // No event: it reads a page that is not ours, and changes nothing.
  let page: SeenPage;
  try {
    const allowLoopback = await isOwnPage(new URL(website));
    page = await lookAtPage(website, { signal: AbortSignal.timeout(10_000), allowLoopback, as: READER, ...looking });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...NONE, code: error.code, message: `The website was not read: ${error.message}` };
  }
  const refusal = refuse(page);
  if (refusal) return { ...NONE, ...refusal };
  const text = pageText(page.bytes, page.headers["content-type"]);
  const suggestions = suggestAnswers(readPageMetadata(text), page.url);
  if (suggestions.length > 0) return { success: true, url: page.url, suggestions };
  const message = `${hostOf(page)} was read, but it says nothing about your company in a form that can be read. Type your answers.`;
  return { ...NONE, code: "page.silent", message };
}

const hostOf = ({ url }: SeenPage): string => new URL(url).hostname;

function refuse(page: SeenPage): { code: string; message: string } | null {
  if (page.status !== 200) {
    const why = page.status === 403 || page.status === 429 ? ": it may refuse visitors that are programs" : "";
    return { code: "page.refused", message: `${hostOf(page)} answered ${page.status}${why}. Type your answers.` };
  }
  const type = (page.headers["content-type"] ?? "text/html").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!["text/html", "application/xhtml+xml", ""].includes(type))
    return {
      code: "page.not_html",
      message: `${hostOf(page)} answered with a file instead of a page. Type your answers.`,
    };
  return null;
}
