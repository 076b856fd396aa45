import { takeRecommendationLink } from "@/lib/autopilot/nightshift/take-recommendation-link";
import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { decidedPage, refusedPage, unknownPage } from "./recommendation-page";

const STATUS: Partial<Record<AppError["kind"], number>> = { conflict: 409, forbidden: 403 };

/** Decides by a posted form; each refusal is a page that says why. */
export async function takeDecision(ctx: SystemCtx, token: string, form: string): Promise<Response> {
  try {
    const confirmation = new URLSearchParams(form).get("confirm");
    const decided = await takeRecommendationLink(ctx, { token, confirmation });
    return decided ? decidedPage(decided) : unknownPage();
  } catch (error) {
    const status = error instanceof AppError ? STATUS[error.kind] : undefined;
    if (!(error instanceof AppError) || status === undefined) throw error;
    return refusedPage(error.message, status);
  }
}
