import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import type { Permission } from "@/lib/platform/permissions";
import { frozenError, withServiceTransaction } from "@/lib/platform/transaction";
import { KEY_SCOPES } from "@/lib/foundation/access/roles";
import { KEY_PREFIX } from "./schemas";
import { findKey, touchKey } from "./store-keys";

/** Whether a bearer value is one of our API keys rather than a session. */
export const looksLikeKey = (bearer: string): boolean => bearer.startsWith(KEY_PREFIX);

/** The workspace behind an API key, with the key's scopes: 401 `key.invalid` for any wrong, revoked or expired one, 403 while frozen. */
export async function authenticateKey(ctx: SystemCtx, key: string): Promise<WorkspaceCtx> {
  const found = await withServiceTransaction(ctx, async (tx) => {
    const row = await findKey(tx, sha256(key));
    if (row?.valid && !row.usedRecently) await touchKey(tx, row.id);
    return row;
  });
  if (found && found.frozenReason !== null && (found.valid || found.revokedReason === "frozen")) {
    throw frozenError(found.frozenReason);
  }
  if (!found?.valid) {
    throw new AppError("unauthenticated", "This API key is not valid: it is mistyped, expired or was revoked.", {
      code: "key.invalid",
    });
  }
  const scopes = KEY_SCOPES.filter((scope) => found.scopes.includes(scope));
  return {
    ...ctx,
    workspaceId: found.workspaceId,
    actor: { type: "key", keyId: found.id, permissions: new Set<Permission>(scopes) },
  };
}
