import { takeLinkDecision } from "@/lib/company/approvals/take-link-decision";
import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { decidedPage, refusedPage, unknownPage } from "./decision-page";

const STATUS: Partial<Record<AppError["kind"], number>> = { conflict: 409, forbidden: 403 };

/** Decides by a posted form; each refusal is a page that says why. */
export async function takeDecision(ctx: SystemCtx, token: string, form: string): Promise<Response> {
  try {
    const decided = await takeLinkDecision(ctx, { token, confirmation: new URLSearchParams(form).get("confirm") });
    return decided ? decidedPage(decided) : unknownPage();
  } catch (error) {
    const status = error instanceof AppError ? STATUS[error.kind] : undefined;
    if (!(error instanceof AppError) || status === undefined) throw error;
    return refusedPage(error.message, status);
  }
}
