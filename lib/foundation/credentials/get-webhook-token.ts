import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { getCurrentToken, type WebhookTokenRow } from "./store-webhook-tokens";

/** What a member may see of the current token: its last four characters and when it was used. */
export async function getWebhookToken(ctx: WorkspaceCtx): Promise<WebhookTokenRow> {
  requirePermission(ctx, "workspace.read");
  const { token_encrypted: _secret, ...shown } = await withReadTransaction(ctx, getCurrentToken);
  return shown;
}
