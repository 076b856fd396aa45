import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { OnboardingDraft } from "./schemas";
import { selectDrafts } from "./store-drafts";

/** The caller's typed answers that are not saved, by part; none of another member. */
export async function listOnboardingDrafts(ctx: WorkspaceCtx): Promise<OnboardingDraft[]> {
  requirePermission(ctx, "onboarding.read");
  const { actor } = ctx;
  if (actor.type !== "user") return [];
  return withReadTransaction(ctx, (tx) => selectDrafts(tx, actor.userId));
}
