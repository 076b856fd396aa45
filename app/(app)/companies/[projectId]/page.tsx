import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { getGoal } from "@/lib/autopilot/plan/get-goal";
import { listRecurring } from "@/lib/autopilot/recurring/list-recurring";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import { pageProject } from "@/lib/http/page-ctx";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { listThreads } from "@/lib/outreach/replies/list-threads";
import { TodayView } from "./_components/today-view";

type Props = { params: Promise<{ projectId: string }> };

/** The week's figures beside the month's budget. */
const DAYS = 7;

export default async function TodayPage({ params }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const projectId = project.id;
  const [campaigns, replies, approvals, tasks, receipts, week, launch, missing, recurring, goal] = await Promise.all([
    listCampaigns(ctx, { limit: 200 }),
    listThreads(ctx, { limit: 1 }),
    listApprovals(ctx, { projectId, tab: "needs_you", limit: 50 }),
    listTasks(ctx, { projectId, tab: "needs_action", limit: 50 }),
    listReceipts(ctx, { projectId, verdict: "verified", limit: 5 }),
    getDashboardAggregate(ctx, { days: DAYS }),
    getIgnitionStatus(ctx),
    getReadiness(ctx),
    listRecurring(ctx, { projectId }),
    getGoal(ctx, { projectId }),
  ]);
  const nightly = recurring.data.find(({ job_type }) => job_type === "nightshift.cycle_project");
  return (
    <TodayView
      project={project}
      campaigns={campaigns}
      unreadReplies={replies.unread}
      approvals={approvals}
      tasks={tasks}
      verified={receipts.data}
      week={week}
      goal={goal}
      ready={missing.length === 0}
      launch={launch}
      nextNight={nightly?.next_run_at ?? null}
    />
  );
}
