import { FollowDecision } from "@/lib/company/tasks/jobs";
import { EmailProcessed } from "@/lib/company/mail/events";
import { FollowOwner } from "@/lib/company/mail/jobs";
import { CycleProject } from "@/lib/autopilot/nightshift/jobs";
import { RunDue } from "@/lib/autopilot/recurring/events";
import { FollowZone } from "@/lib/autopilot/recurring/jobs";
import { ReportTerms } from "@/lib/autopilot/recurring/schemas";
import { WriteReport } from "@/lib/autopilot/reports/jobs";
import { GeneratePacket } from "@/lib/autopilot/plan/jobs";
import { MirrorEmail, TellDecision } from "@/lib/autopilot/chat/jobs";
import {
  ApprovalDecided,
  ApprovalExpired,
  ExecutionCompleted,
  ExecutionFailed,
  ExecutionUnknown,
} from "@/lib/company/approvals/events";
import { ProjectCreated } from "@/lib/company/projects/events";
import { BrandSaved } from "@/lib/company/profile/events";
import { WebhookTokenIssued } from "@/lib/foundation/credentials/events";
import { WorkspaceRenamed } from "@/lib/foundation/workspaces/events";
import { RecordEvent } from "@/lib/metering/events/jobs";
import { ScheduleSaved } from "@/lib/operations/onboarding/events";
import { FollowCreation, FollowPayment } from "@/lib/operations/runtimes/jobs";
import { SubscriptionChanged, SubscriptionPaid } from "@/lib/metering/billing/events";
import { RefreshCampaigns, RefreshCredentials } from "@/lib/operations/ignition/jobs";
import {
  MailAccountSaved,
  MailAccountTested,
  MailProviderChanged,
  ReplyMailboxSaved,
} from "@/lib/outreach/mailbox/events";
import { CheckWorkspace } from "@/lib/operations/watchdog/jobs";
import { CampaignDeployed } from "@/lib/outreach/campaigns/events";
import { ResumePaused, SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import { SendingPaused, UnsubscribeConfirmed } from "@/lib/outreach/sequence/events";
import type { EventContract, JobContract } from "@/lib/platform/contracts";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";

/** An announced event as its subscribers get it; `at` is the time of its transaction. */
type Announced<P> = { workspaceId: string; at: string; data: P };
type NewJob = { name: string; payload: object; enqueue: (tx: TxCtx) => Promise<void> };

type Subscription = { type: string; jobsOf: (announced: Announced<unknown>) => NewJob[] };

/** One line of the table: `event` makes `job`, with the payload that `toPayload` answers; none when it answers null. */
const on = <P, J extends object>(
  event: EventContract<P>,
  job: JobContract<string, J>,
  toPayload: (announced: Announced<P>) => J | null,
): Subscription => ({
  type: event.type,
  jobsOf: ({ data, ...rest }) => {
    const payload = toPayload({ ...rest, data: event.payload.parse(data) });
    if (payload === null) return [];
    return [{ name: job.name, payload, enqueue: (tx) => enqueue(tx, job, payload) }];
  },
});

const inWorkspace = ({ workspaceId }: Announced<unknown>): { workspaceId: string } => ({ workspaceId });

type EndedApproval = {
  approval_id: string;
  version: number;
  what: "expired" | "executed" | "failed" | "unknown";
  words?: string;
};
const endOf = (workspaceId: string, { approval_id, version, what, words = "" }: EndedApproval) => ({
  workspaceId,
  approvalId: approval_id,
  version,
  what,
  words: words === "" ? null : words,
});

/** States of a subscription in which nothing is paid any more. */
const PAYMENT_ENDS: ReadonlySet<string> = new Set(["unpaid", "canceled", "incomplete_expired", "paused"]);

/** Which jobs follow which events: the one place that knows both ends. */
export const subscriptions: readonly Subscription[] = [
  // The first token of a workspace is put into its n8n by the launch.
  on(WebhookTokenIssued, RefreshCredentials, (told) => (told.data.isRotation ? inWorkspace(told) : null)),
  on(MailAccountSaved, RefreshCredentials, inWorkspace),
  on(ReplyMailboxSaved, RefreshCredentials, inWorkspace),
  // A workflow deployed without a reply mailbox has its reading node switched off.
  on(ReplyMailboxSaved, RefreshCampaigns, inWorkspace),
  on(MailAccountTested, ResumePaused, (told) =>
    told.data.protocol === "smtp" && told.data.ok ? inWorkspace(told) : null,
  ),
  // Workflows that send by Gmail are others than those that send by SMTP.
  on(MailProviderChanged, RefreshCampaigns, inWorkspace),
  // Workspace, company and sender are written into the deployed workflows.
  on(WorkspaceRenamed, RefreshCampaigns, inWorkspace),
  on(BrandSaved, RefreshCampaigns, inWorkspace),
  on(ScheduleSaved, FollowZone, ({ workspaceId, data: { timeZone: timezone } }) => ({ workspaceId, timezone })),
  on(CampaignDeployed, CheckWorkspace, ({ workspaceId }) => ({
    workspaceId,
    cause: "deployment" as const,
    survey: false,
  })),
  // The plan of a new company begins with a brief of what its founder said about it.
  on(ProjectCreated, GeneratePacket, ({ workspaceId, data: { projectId } }) => ({ workspaceId, projectId, phase: 0 })),
  // A paid company gets a runtime of its own, also one that is created in a workspace that pays already.
  on(ProjectCreated, FollowCreation, ({ workspaceId, data: { projectId } }) => ({ workspaceId, projectId })),
  on(SubscriptionPaid, FollowPayment, inWorkspace),
  on(SubscriptionChanged, FollowPayment, (told) => (PAYMENT_ENDS.has(told.data.to) ? inWorkspace(told) : null)),
  on(SendingPaused, SyncCampaign, ({ workspaceId, data: { campaignId } }) => ({ workspaceId, campaignId })),
  on(
    EmailProcessed,
    MirrorEmail,
    ({ workspaceId, data: { projectId, messageId, threadId, sender, auth, evidence, ownText } }) => ({
      workspaceId,
      projectId,
      messageId,
      threadId,
      sender,
      auth: auth.verdict,
      evidence,
      text: ownText,
    }),
  ),
  // A proposal that was made in the chat: its end is told there. An approval itself is no end.
  on(ApprovalDecided, TellDecision, ({ workspaceId, data: { approval_id, version, decision, undone } }) =>
    decision === "approved"
      ? null
      : { workspaceId, approvalId: approval_id, version, what: undone ? ("undone" as const) : decision, words: null },
  ),
  on(ApprovalExpired, TellDecision, ({ workspaceId, data }) => endOf(workspaceId, { ...data, what: "expired" })),
  on(ExecutionCompleted, TellDecision, ({ workspaceId, data }) => endOf(workspaceId, { ...data, what: "executed" })),
  on(ExecutionFailed, TellDecision, ({ workspaceId, data }) => endOf(workspaceId, { ...data, what: "failed" })),
  on(ExecutionUnknown, TellDecision, ({ workspaceId, data }) => endOf(workspaceId, { ...data, what: "unknown" })),
  on(
    EmailProcessed,
    FollowOwner,
    ({ workspaceId, data: { projectId, messageId, sender, subject, evidence, class: meaning, ownText } }) =>
      evidence === "owner" && meaning !== "legal"
        ? { workspaceId, projectId, messageId, sender, subject, text: ownText }
        : null,
  ),
  on(ApprovalDecided, FollowDecision, ({ workspaceId, data: { taskId, approval_id, title, decision, note } }) =>
    taskId === null || decision === "approved"
      ? null
      : { workspaceId, taskId, approvalId: approval_id, title, decision, note },
  ),
  // A verified lead who writes to the company's own address is heard like one who answers a campaign.
  on(EmailProcessed, RecordEvent, ({ workspaceId, at, data: { sender, counts, messageId } }) =>
    counts === null
      ? null
      : {
          workspaceId,
          event: {
            contact_email: sender,
            event_type: counts,
            idempotency_key: [workspaceId, messageId, counts].join(":"),
            event_ts: at,
            metadata: { source: "project_mail" },
          },
        },
  ),
  on(RunDue, CycleProject, ({ workspaceId, data: { kind, projectId, runId: recurringRunId } }) =>
    kind === "nightshift.cycle_project" ? { workspaceId, projectId, recurringRunId } : null,
  ),
  on(RunDue, WriteReport, ({ workspaceId, data: { kind, projectId, runId: recurringRunId, input } }) =>
    kind === "reports.write_report" ? { workspaceId, projectId, recurringRunId, ...ReportTerms.parse(input) } : null,
  ),
  on(UnsubscribeConfirmed, RecordEvent, ({ workspaceId, at, data }) => ({
    workspaceId,
    event: {
      contact_email: data.contactEmail,
      event_type: "opt_out" as const,
      idempotency_key: [workspaceId, data.leadId, data.campaignId, "opt_out"].join(":"),
      campaign_id: data.campaignId,
      event_ts: at,
      metadata: { source: "link" },
    },
  })),
];

/** The jobs that follow an announced event; none for a type that no longer has a subscription. */
export const jobsAfter = ({ type, ...announced }: Announced<unknown> & { type: string }): NewJob[] =>
  subscriptions.filter((subscription) => subscription.type === type).flatMap(({ jobsOf }) => jobsOf(announced));
