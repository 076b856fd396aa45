import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { acceptRecommendation } from "./accept-recommendation";
import { dismissRecommendation } from "./dismiss-recommendation";
import { readRecommendationLink } from "./read-recommendation-link";
import type { Recommendation } from "./schemas";

/** The one-time value of a link's page: only its form has it, so that a scanner which posts to every address decides nothing. */
export const confirmationOfRecommendation = (token: string): string => sha256(`${token}|recommendation`);

/**
 * Takes the decision of a link, as its person, once. Null for a link that leads nowhere. 403 `link.unconfirmed` without the page's value;
 * 409 when the recommendation was decided or no longer holds.
 */
export async function takeRecommendationLink(
  ctx: SystemCtx,
  { token, confirmation }: { token: string; confirmation: string | null },
): Promise<Recommendation | null> {
  if (confirmation !== confirmationOfRecommendation(token)) {
    throw new AppError("forbidden", "Open the link and press the button on its page.", { code: "link.unconfirmed" });
  }
  const linked = await readRecommendationLink(ctx, token);
  if (!linked) return null;
  const { recommendation, decision } = linked;
  const ref = { projectId: recommendation.project_id, recommendationId: recommendation.id };
  return decision === "accepted"
    ? acceptRecommendation(linked.ctx, ref)
    : dismissRecommendation(linked.ctx, { ...ref, reason: "Dismissed in the email." });
}
