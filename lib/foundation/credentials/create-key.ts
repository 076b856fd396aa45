import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { KeyCreated } from "./events";
import { holdAccessToIssue } from "@/lib/foundation/access/hold-access";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { KEY_SCOPES } from "@/lib/foundation/access/roles";
import { KEY_PREFIX, type CreateKey, type WorkspaceKey } from "./schemas";
import { insertKey } from "./store-keys";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes an API key; its plain text is in this answer and nowhere else. A key may do at most what its maker may do when it is made, and no
 * key can hand out access.
 */
export async function createKey(ctx: WorkspaceCtx, input: CreateKey): Promise<WorkspaceKey & { key: string }> {
  requirePermission(ctx, "keys.write");
  const scopes = [...new Set(input.scopes)];
  for (const scope of scopes) requirePermission(ctx, scope);
  const refused = scopes.find((scope) => !KEY_SCOPES.includes(scope));
  if (refused) {
    throw new AppError("invalid", `scopes: no key can have ${refused}; it would give others access.`, {
      code: "key.scope_refused",
      details: { field: "scopes" },
    });
  }

  const key = KEY_PREFIX + newSecret();
  const days = input.expires_in_days;
  const expiresAt = days === null ? null : new Date(ctx.now().getTime() + days * DAY_MS).toISOString();
  return withTransaction(ctx, async (tx) => {
    await holdAccessToIssue(tx, ["keys.write", ...scopes]);
    const row = await insertKey(tx, {
      name: input.name,
      hash: sha256(key),
      lastFour: key.slice(-4),
      scopes,
      createdBy: actorId(tx.actor) ?? tx.actor.type,
      expiresAt,
    });
    const { id, name, last_four } = row;
    await appendEvent(tx, KeyCreated, { keyId: id, name, lastFour: last_four });
    await recordAudit(tx, {
      action: "key.created",
      target: { type: "key", id },
      after: { name, last_four, scopes, expires_at: expiresAt },
    });
    return { ...row, key };
  });
}
