import type { ReplyAnswer, ReplyReport } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { readReport } from "@/lib/outreach/replies/read-report";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { takeReply } from "./take-reply";

/** Takes one message that a workflow reports, as {@link takeReply} does. */
export async function receiveReply(ctx: WorkspaceCtx, report: ReplyReport): Promise<ReplyAnswer> {
  requirePermission(ctx, "ingestion.write");
  const message = await readReport(report);
  // No event: takeMessage writes the line of a message that does not count, recordEvents that of one that does.
  return withTransaction(ctx, (tx) => takeReply(tx, { message, campaignId: report.campaign_id }));
}
