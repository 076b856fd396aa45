import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import type { Permission } from "@/lib/platform/permissions";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { AccessCache } from "@/lib/foundation/access/access-cache";
import { findTokenByHash, touchToken, type FoundToken } from "./store-webhook-tokens";

export const WEBHOOK_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>(["ingestion.write", "sequence.write"]);

const tokens = new AccessCache<FoundToken>(({ workspaceId }) => workspaceId);

/** The contract's answer to whatever a machine posts for a frozen workspace. */
export const eventsRejected = (): AppError =>
  new AppError("forbidden", "Workspace is frozen — events rejected", { code: "workspace.frozen" });

/**
 * The workspace behind a webhook token, remembered as {@link AccessCache} says: 401 for any wrong one, 403 `workspace.frozen` for a frozen
 * workspace. With `settling` a token that the freeze revoked is still known, to settle what was begun before it.
 */
export async function authenticateWebhook(
  ctx: SystemCtx,
  token: string | null,
  { settling = false } = {},
): Promise<WorkspaceCtx> {
  if (!token) {
    throw wrongToken(
      "The workspace's webhook token is missing: send it in the header x-webhook-token, or as authorization: Bearer <token>.",
    );
  }
  const hash = sha256(token);
  const found = await tokens.get(hash, () =>
    withServiceTransaction(ctx, async (tx) => {
      const row = await findTokenByHash(tx, hash);
      if (row?.valid && !row.usedRecently) await touchToken(tx, row.id);
      return row;
    }),
  );
  const shut = found?.frozen === true && (found.valid || found.revokedReason === "frozen");
  if (shut && !settling) throw eventsRejected();
  if (
    !found ||
    !(found.valid || shut) ||
    (found.expiresAt !== null && Date.parse(found.expiresAt) <= ctx.now().getTime())
  ) {
    throw wrongToken(
      "This webhook token is not valid: it is mistyped, was rotated or revoked, or belongs to a deleted workspace.",
    );
  }
  const actor = { type: "webhook", tokenId: found.id, permissions: WEBHOOK_PERMISSIONS } as const;
  return { ...ctx, workspaceId: found.workspaceId, actor, ...(shut && { whileFrozen: true }) };
}

const wrongToken = (message: string): AppError =>
  new AppError("unauthenticated", message, { code: "webhook_token.invalid" });
