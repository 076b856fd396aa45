import { BrandSaved } from "@/lib/company/profile/events";
import { WebhookTokenIssued } from "@/lib/foundation/credentials/events";
import { WorkspaceRenamed } from "@/lib/foundation/workspaces/events";
import { RecordEvent } from "@/lib/metering/events/jobs";
import { RefreshCampaigns, RefreshCredentials } from "@/lib/operations/ignition/jobs";
import { MailAccountSaved, MailAccountTested, ReplyMailboxSaved } from "@/lib/outreach/mailbox/events";
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
  // Workspace, company and sender are written into the deployed workflows.
  on(WorkspaceRenamed, RefreshCampaigns, inWorkspace),
  on(BrandSaved, RefreshCampaigns, inWorkspace),
  on(SendingPaused, SyncCampaign, ({ workspaceId, data: { campaignId } }) => ({ workspaceId, campaignId })),
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
