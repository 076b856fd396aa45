import { saveBrand } from "@/lib/company/profile/save-brand";
import type { Brand, SaveBrandOver } from "@/lib/company/profile/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { ApprovalsVoided } from "./events";
import { callVoidChangedApprovals } from "./store-drafts";

/**
 * Saves company and sender as {@link saveBrand} does. In the same transaction approved emails that would not go out as they were approved
 * wait for approval again; answers how many. No email depends on it: a claim compares for itself.
 */
export async function changeSender(
  ctx: WorkspaceCtx,
  input: SaveBrandOver,
): Promise<{ brand: Brand; voided_approvals: number }> {
  requirePermission(ctx, "onboarding.write");
  return withTransaction(ctx, async (tx) => {
    const brand = await saveBrand(tx, input);
    const count = await callVoidChangedApprovals(tx);
    if (count > 0) await appendEvent(tx, ApprovalsVoided, { count });
    return { brand, voided_approvals: count };
  });
}
