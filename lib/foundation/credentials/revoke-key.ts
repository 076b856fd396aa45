import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { KeyRevoked } from "./events";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceKey } from "./schemas";
import { updateKeyRevoked } from "./store-keys";

/** Ends an API key at once, in every process. 404 `key.not_found` for one that is not here or ended already. */
export async function revokeKey(ctx: WorkspaceCtx, { keyId }: { keyId: string }): Promise<WorkspaceKey> {
  requirePermission(ctx, "keys.write");

  return withTransaction(ctx, async (tx) => {
    const row = await updateKeyRevoked(tx, keyId);
    if (!row) throw new AppError("not_found", "There is no such open key here.", { code: "key.not_found" });
    const { id, name, last_four } = row;
    await appendEvent(tx, KeyRevoked, { keyId: id, name, lastFour: last_four });
    await recordAudit(tx, {
      action: "key.revoked",
      target: { type: "key", id },
      before: { name, last_four, scopes: row.scopes },
    });
    return row;
  });
}
