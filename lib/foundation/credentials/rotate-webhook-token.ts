import { recordAudit } from "@/lib/foundation/audit/record-audit";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { holdAccessToIssue } from "@/lib/foundation/access/hold-access";
import { replaceWebhookToken } from "./replace-webhook-token";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { RotateWebhookToken } from "./schemas";

/** Issues a new webhook token (shown once) and puts it into the workspace's n8n; the old one stays valid for the overlap. */
export async function rotateWebhookToken(
  ctx: WorkspaceCtx,
  { overlap_hours }: RotateWebhookToken,
): Promise<{ token: string; overlap_hours: number }> {
  requirePermission(ctx, "tokens.rotate");

  // No event: replaceWebhookToken appends it.
  return withAccessChange(ctx, async (tx) => {
    await holdAccessToIssue(tx, ["tokens.rotate"]);
    const { token, issued, replaced } = await replaceWebhookToken(tx, overlap_hours);
    await recordAudit(tx, {
      action: "webhook_token.rotated",
      target: { type: "webhook_token", id: issued.tokenId },
      ...(replaced !== null && { before: { last_four: replaced } }),
      after: { last_four: issued.lastFour, overlap_hours },
    });
    return { token, overlap_hours };
  });
}
