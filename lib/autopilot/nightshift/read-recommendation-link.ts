import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getProject } from "@/lib/company/projects/get-project";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { openRecommendationLink, type RecommendationClaims } from "./recommendation-link";
import type { Recommendation } from "./schemas";
import { findRecommendation } from "./store-recommendations";

export type LinkedRecommendation = {
  /** The person of the link, with the rights that they have now. */
  ctx: WorkspaceCtx;
  decision: RecommendationClaims["decision"];
  company: string;
  recommendation: Recommendation;
};

/**
 * The decision that a link of the morning's email would take, and about what; changes nothing. Null for a link that leads nowhere: it is
 * expired, forged, or of a person who is no member any more.
 */
export async function readRecommendationLink(ctx: SystemCtx, token: string): Promise<LinkedRecommendation | null> {
  const claims = await openRecommendationLink(token, ctx.now());
  if (!claims) return null;
  const user = { ...ctx, user: { userId: claims.user, email: "" } };
  const entered = await enterWorkspace(user, claims.workspace).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "workspace.forbidden") return null;
    throw error;
  });
  if (!entered) return null;
  requirePermission(entered, "nightshift.read");
  const { project: projectId, recommendation: recommendationId, decision } = claims;
  return withReadTransaction(entered, async (tx) => {
    const { name: company } = await getProject(tx, { projectId });
    const recommendation = await findRecommendation(tx, { projectId, recommendationId });
    return recommendation && { ctx: entered, decision, company, recommendation };
  });
}
