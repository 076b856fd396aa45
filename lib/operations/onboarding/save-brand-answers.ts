import { requirePermission } from "@/lib/foundation/access/require-permission";
import { readBrand } from "@/lib/company/profile/read-brand";
import type { RevisedBrand, SaveBrandOver } from "@/lib/company/profile/schemas";
import { changeSender } from "@/lib/outreach/drafts/change-sender";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { z } from "zod";
import { forgetOnboardingDraft } from "./forget-onboarding-draft";
import type { BrandPart } from "./schemas";

/** Saves company, sender and booking links as {@link changeSender} does, and removes the caller's draft of the `part`, in one commit. 409 `brand.stale`. */
export async function saveBrandAnswers(
  ctx: WorkspaceCtx,
  { part = "brand", ...input }: SaveBrandOver & z.infer<typeof BrandPart>,
): Promise<RevisedBrand & { voided_approvals: number }> {
  requirePermission(ctx, "onboarding.write");

  // No event: each part that is saved appends its own.
  return withTransaction(ctx, async (tx) => {
    const { voided_approvals } = await changeSender(tx, input);
    await forgetOnboardingDraft(tx, part);
    return { ...(await readBrand(tx)), voided_approvals };
  });
}
