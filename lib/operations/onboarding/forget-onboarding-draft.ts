import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { DraftPart } from "./schemas";
import { deleteDraft } from "./store-drafts";

/** Removes what the caller had typed into a part, which they saved now. */
export async function forgetOnboardingDraft(ctx: WorkspaceCtx, part: DraftPart): Promise<void> {
  requirePermission(ctx, "onboarding.write");
  const { actor } = ctx;
  // No event: the save is one.
  if (actor.type === "user") await withTransaction(ctx, (tx) => deleteDraft(tx, { userId: actor.userId, part }));
}
