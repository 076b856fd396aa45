import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { z } from "zod";
import { forgetOnboardingDraft } from "./forget-onboarding-draft";
import { readInfrastructure } from "./read-infrastructure";
import { saveInfrastructure } from "./save-infrastructure";
import type { RevisedInfrastructure, SaveInfrastructure, SchedulePart } from "./schemas";

/** Saves when, how much and from which machine the workspace mails, and removes the caller's draft of the `part`, in one commit. 409 `infrastructure.stale`. */
export async function saveScheduleAnswers(
  ctx: WorkspaceCtx,
  { part = "infrastructure", ...input }: SaveInfrastructure & { revision?: number } & z.infer<typeof SchedulePart>,
): Promise<RevisedInfrastructure> {
  requirePermission(ctx, "onboarding.write");
  // No event: each part that is saved appends its own.
  return withTransaction(ctx, async (tx) => {
    await saveInfrastructure(tx, input);
    await forgetOnboardingDraft(tx, part);
    return readInfrastructure(tx);
  });
}
