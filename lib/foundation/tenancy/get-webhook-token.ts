import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { decrypt } from "@/lib/foundation/vault/cipher";
import { requirePermission } from "./require-permission";
import { findCurrentToken, type WebhookTokenRow } from "./store-webhook-tokens";

/** What a member may see of the current token: its last four characters and when it was used. */
export async function getWebhookToken(ctx: WorkspaceCtx): Promise<WebhookTokenRow> {
  requirePermission(ctx, "workspace.read");
  const { token_encrypted: _secret, ...shown } = await currentToken(ctx);
  return shown;
}

/** The plain token, to be put into the workspace's own n8n. Only for jobs. */
export async function revealWebhookToken(ctx: WorkspaceCtx): Promise<string> {
  requirePermission(ctx, "tokens.rotate");
  const { token_encrypted } = await currentToken(ctx);
  return decrypt(ctx.workspaceId, token_encrypted);
}

async function currentToken(ctx: WorkspaceCtx): Promise<WebhookTokenRow & { token_encrypted: string }> {
  const token = await withReadTransaction(ctx, findCurrentToken);
  if (!token)
    throw new AppError("not_found", "This workspace has no valid webhook token. Rotate it in the settings.", {
      code: "webhook_token.none",
    });
  return token;
}
