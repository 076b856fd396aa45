import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { maskAddress } from "@/lib/foundation/vault/mask";
import { SuppressionAdded } from "./events";
import type { AddSuppression, Suppression } from "./schemas";
import { stopLead } from "./stop-lead";
import { findSuppression } from "./store-suppressions";

/** Puts an address on the suppression list: nobody in this workspace mails it again. One that is there stays as it is. */
export async function addSuppression(ctx: WorkspaceCtx, { email }: AddSuppression): Promise<Suppression> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const { newlySuppressed, cancelledDrafts } = await stopLead(tx, {
      email,
      status: null,
      reason: "manual",
      source: "manual",
    });
    if (newlySuppressed) await appendEvent(tx, SuppressionAdded, { recipient: maskAddress(email), cancelledDrafts });
    const suppression = await findSuppression(tx, email);
    if (suppression) return suppression;
    throw new AppError("internal", "The suppression was written but cannot be read.", { code: "suppression.lost" });
  });
}
