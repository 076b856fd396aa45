import { requireJob } from "@/lib/foundation/access/require-job";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { decrypt } from "@/lib/foundation/vault/cipher";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { getCurrentToken } from "./store-webhook-tokens";

/** The plain token, to be put into the workspace's own n8n: only for jobs, 403 `credential.sealed` for any other actor. */
export async function revealWebhookToken(ctx: WorkspaceCtx): Promise<string> {
  requirePermission(ctx, "tokens.rotate");
  requireJob(ctx);
  const { token_encrypted } = await withReadTransaction(ctx, getCurrentToken);
  return decrypt(ctx.workspaceId, token_encrypted);
}
