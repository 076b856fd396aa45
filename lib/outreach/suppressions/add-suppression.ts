import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { maskAddress } from "@/lib/platform/text";
import { SuppressionAdded } from "./events";
import type { AddSuppression, Suppression } from "./schemas";
import { callSuppress, entryOf, findSuppression } from "./store-suppressions";

/** Puts an address or a domain on the suppression list: no campaign of this workspace emails it again. An entry that is there stays as it is. */
export async function addSuppression(ctx: WorkspaceCtx, { email, domain, note }: AddSuppression): Promise<Suppression> {
  requirePermission(ctx, "email.write");
  const entry = entryOf({ email, domain });

  return withTransaction(ctx, async (tx) => {
    const { added, cancelled } = await callSuppress(tx, { entries: [entry], source: "manual", note: note ?? null });
    const recipient = domain ?? maskAddress(entry);
    if (added.length > 0) await appendEvent(tx, SuppressionAdded, { recipient, cancelledDrafts: cancelled });
    const suppression = await findSuppression(tx, entry);
    if (suppression) return suppression;
    throw new AppError("internal", "The suppression was written but cannot be read.", { code: "suppression.lost" });
  });
}
