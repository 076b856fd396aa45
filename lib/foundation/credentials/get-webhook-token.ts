import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { getCurrentToken, type WebhookTokenRow } from "./store-webhook-tokens";

/** The visible part of the current token: its last four characters and the time of its last use. */
export async function getWebhookToken(ctx: WorkspaceCtx): Promise<WebhookTokenRow> {
  requirePermission(ctx, "workspace.read");
  const { token_encrypted: _secret, ...shown } = await withReadTransaction(ctx, getCurrentToken);
  return shown;
}
