import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import type { WorkspaceCtx } from "@/lib/platform/ctx";

/** Up to four questions to begin with, each about something that is there; none for a company about which nothing is known. */
export async function suggestQuestions(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<string[]> {
  requirePermission(ctx, "chat.read");
  const [approvals, tasks, mail, kpis] = await Promise.all([
    listApprovals(ctx, { projectId, tab: "needs_you", limit: 1 }),
    listTasks(ctx, { projectId, tab: "needs_action", limit: 1 }),
    listMailThreads(ctx, { projectId, limit: 1 }),
    getKpis(ctx, { projectId }),
  ]);
  const waiting = approvals.counts.needs_you;
  const { traffic, previous } = kpis.last_7_days;
  const [task] = tasks.data;
  return [
    ...(waiting > 0
      ? [`Which of the ${waiting} open ${waiting === 1 ? "proposal" : "proposals"} needs me first?`]
      : []),
    ...(mail.data.length > 0 ? ["Summarise the newest email conversation."] : []),
    ...(traffic + previous.traffic > 0 ? ["How many page views did we have in the last 7 days?"] : []),
    ...(task ? [`Why does the task “${task.title.slice(0, 80)}” need me?`] : []),
  ];
}
