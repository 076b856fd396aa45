import { listDeciders } from "@/lib/autopilot/nightshift/list-deciders";
import { findAssets } from "@/lib/company/assets/find-assets";
import { readAsset } from "@/lib/company/assets/read-asset";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { sha256 as hashOf } from "@/lib/platform/ids";
import { applicationMail } from "@/lib/providers/mail/select";
import { reportHtml } from "./report-text";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Sending = { projectId: string; recurringRunId: string; assetId: string; sha256: string };

/**
 * Emails a written report to the members who decide, each once however often the job runs; answers how many. A report that was removed
 * meanwhile is not emailed.
 */
export async function sendReport(
  ctx: JobCtx,
  { projectId, recurringRunId, assetId, sha256 }: Sending,
): Promise<number> {
  requirePermission(ctx, "assets.read");
  // No event: the run that asked for the report has one, and says that it goes out.
  const [file] = await findAssets(ctx, { projectId, assetIds: [assetId] });
  if (!file) return 0;
  const text = (await readAsset(ctx, { projectId, assetId, sha256 })).toString("utf8");
  const subject = (text.split("\n")[0] ?? "").replace(/^# /, "");
  const people = await listDeciders(ctx);
  for (const { user_id: userId, email } of people) {
    const messageId = `<report.${recurringRunId}.${hashOf(userId).slice(0, 16)}@greenlight>`;
    await applicationMail().send({ to: email, subject, text, html: reportHtml(text), messageId }, ctx.signal);
  }
  return people.length;
}
