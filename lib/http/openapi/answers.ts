import { z, type ZodType } from "zod";
import { Campaign } from "@/lib/outreach/campaigns/schemas";
import type { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import type { listCampaignGroups } from "@/lib/outreach/campaigns/list-campaign-groups";
import { Suppression } from "@/lib/outreach/suppressions/schemas";
import { UnknownSend } from "@/lib/outreach/sequence/schemas";
import type { listCosts } from "@/lib/metering/spending/list-costs";
import type { recordCosts } from "@/lib/metering/spending/record-costs";
import type { BatchReceipt as Batch, EventReceipt as Receipt } from "@/lib/metering/events/schemas";
import type { getLead } from "@/lib/outreach/leads/get-lead";
import type { listLeadLists } from "@/lib/outreach/leads/list-lead-lists";
import { ColumnTarget, Lead, LeadEntry, LeadList, RowError } from "@/lib/outreach/leads/schemas";
import type { changeLeads } from "@/lib/outreach/suppressions/change-leads";
import type { removeSuppression } from "@/lib/outreach/suppressions/remove-suppression";
import type { undoImport } from "@/lib/outreach/leads/undo-import";
import type { previewCsv } from "@/lib/outreach/leads/preview-csv";
import { LedgerEntry } from "@/lib/foundation/ledger/schemas";
import type { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import type { listModels } from "@/lib/metering/llm-gateway/list-models";
import { Notification } from "@/lib/foundation/notifications/schemas";
import { ProjectKey } from "@/lib/foundation/credentials/schemas";
import type { acceptInvite } from "@/lib/foundation/members/accept-invite";
import type { changeRole } from "@/lib/foundation/members/change-role";
import type { getWebhookToken } from "@/lib/foundation/credentials/get-webhook-token";
import type { listWorkspaces } from "@/lib/foundation/workspaces/list-workspaces";
import type { listMembers } from "@/lib/foundation/members/list-members";
import { Invite, Member } from "@/lib/foundation/members/schemas";
import { Role } from "@/lib/foundation/access/schemas";
import { Workspace } from "@/lib/foundation/workspaces/schemas";
import { WorkspaceKey } from "@/lib/foundation/credentials/schemas";

/** A schema that fits what a verb answers: a field the verb does not answer, or answers otherwise, does not compile. */
type AnswerOf<Verb extends (...given: never[]) => unknown> = ZodType<Awaited<ReturnType<Verb>>>;
type ItemOf<Verb extends (...given: never[]) => unknown> =
  Awaited<ReturnType<Verb>> extends readonly (infer Item)[] ? ZodType<Item> : never;

const count = z.number().int().nonnegative();
const cursor = z.string().nullable();
export const pageOf = <T extends ZodType>(item: T) => z.object({ data: z.array(item), next_cursor: cursor });
/** Lists that come whole. */
export const wholeListOf = <T extends ZodType>(item: T) => z.object({ data: z.array(item), next_cursor: z.null() });

/** Every refusal has these; some say more, like `field`, `limit` or `retry_after_seconds`. */
export const ErrorBody = z
  .looseObject({
    error: z.string(),
    code: z.string(),
    request_id: z.string(),
    field: z.string().nullable().optional(),
  })
  .meta({ id: "Error" });

const EventReceipt = z
  .object({ ok: z.literal(true), event_id: z.string(), deduped: z.boolean() })
  .meta({ id: "EventReceipt" }) satisfies ZodType<Receipt>;
const BatchReceipt = z
  .object({
    ok: z.literal(true),
    accepted: count,
    deduped: count,
    rejected: z.array(z.object({ index: count, error: z.string(), code: z.string() })),
  })
  .meta({ id: "BatchReceipt" }) satisfies ZodType<Batch>;
export const EventReceipts = z.xor([EventReceipt, BatchReceipt]);

const usd = z.number().nonnegative();
export const CostReceipt = z
  .object({
    ok: z.literal(true),
    inserted: count,
    deduped: count,
    cost_usd: usd,
    unpriced: count,
    budget: z.object({
      current_spend: usd,
      limit: usd.nullable(),
      remaining: usd.nullable(),
      unpriced_calls: count,
      unpriced_limit: count.nullable(),
    }),
  })
  .meta({ id: "CostReceipt" }) satisfies AnswerOf<typeof recordCosts>;
const CostRow = z
  .object({
    id: z.uuid(),
    provider: z.string(),
    model: z.string(),
    tokens_in: count,
    tokens_out: count,
    cost_usd: usd.nullable(),
    campaign_id: z.uuid().nullable(),
    campaign_name: z.string().nullable(),
    campaign_group_id: z.uuid().nullable(),
    contact_email: z.string().nullable(),
    purpose: z.string().nullable(),
    workflow_id: z.string().nullable(),
    run_id: z.string().nullable(),
    is_test: z.boolean(),
    created_at: z.string(),
  })
  .meta({ id: "Cost" });
export const Costs = pageOf(CostRow) satisfies AnswerOf<typeof listCosts>;

export const ChatCompletion = z
  .object({
    id: z.string(),
    object: z.literal("chat.completion"),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({ role: z.literal("assistant"), content: z.string(), refusal: z.null() }),
        logprobs: z.null(),
        finish_reason: z.enum(["stop", "length"]),
      }),
    ),
    usage: z.object({ prompt_tokens: count, completion_tokens: count, total_tokens: count }),
  })
  .meta({ id: "ChatCompletion" }) satisfies AnswerOf<typeof completeChat>;
export const Models = z.object({
  object: z.literal("list"),
  data: z.array(
    z.object({ id: z.string(), object: z.literal("model"), created: z.number().int(), owned_by: z.string() }),
  ),
}) satisfies AnswerOf<typeof listModels>;

export const ProjectKeys = wholeListOf(ProjectKey);
export const NewProjectKey = ProjectKey.extend({ key: z.string() });
export const LedgerPage = pageOf(LedgerEntry).extend({ position: z.string() });

export const NotificationPage = pageOf(Notification).extend({ unread: count });
export const Marked = z.object({ marked: count });

export const LeadPage = pageOf(Lead).extend({ total: count });
export const LeadDetail = Lead.extend({ timeline: z.array(LeadEntry) }).meta({ id: "LeadDetail" }) satisfies AnswerOf<
  typeof getLead
>;
export const LeadLists = wholeListOf(LeadList).extend({ tags: z.array(z.string()) }) satisfies AnswerOf<
  typeof listLeadLists
>;
export const ChangedLeads = z.object({ changed: count, voided_approvals: count }) satisfies AnswerOf<
  typeof changeLeads
>;
export const RemovedSuppressions = z.object({ removed: count }) satisfies AnswerOf<typeof removeSuppression>;
export const UndoneImport = z.object({ removed: count, kept: count }) satisfies AnswerOf<typeof undoImport>;
export const CsvPreview = z.object({
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
  headers: z.array(z.string()),
  mapping: z.record(z.string(), ColumnTarget),
  rows: z.array(z.object({ row: count, cells: z.array(z.string()) })),
  total: count,
  refused: count,
  stopped: count,
  held: count,
  errors: z.array(RowError),
  problem: z.string().nullable(),
}) satisfies AnswerOf<typeof previewCsv>;
export const SuppressionPage = pageOf(Suppression);
export const UnknownSendPage = pageOf(UnknownSend);
export const DecidedSend = z.object({ claim_id: z.uuid(), status: z.string() });

export const CampaignWithProgress = Campaign.extend({
  awaiting_approval: count.meta({
    description: "The drafts that leave only after a decision; 0 where emails leave by themselves.",
  }),
  progress: z.array(
    z.object({
      campaign_id: z.uuid(),
      step: count,
      drafted: count,
      approved: count,
      rejected: count,
      claimed: count,
      sent: count,
      bounced: count,
      unknown: count,
      failed: count,
      cancelled: count,
    }),
  ),
}).meta({ id: "CampaignWithProgress" }) satisfies AnswerOf<typeof getCampaign>;
export const CampaignGroup = z.object({
  id: z.uuid(),
  name: z.string(),
  project_id: z.uuid().nullable(),
  created_at: z.string(),
}) satisfies ItemOf<typeof listCampaignGroups>;

export const MyWorkspace = Workspace.extend({ role: Role }) satisfies ItemOf<typeof listWorkspaces>;
export const WorkspaceKeys = wholeListOf(WorkspaceKey);
export const NewWorkspaceKey = WorkspaceKey.extend({ key: z.string() });
export const WebhookToken = z.object({
  id: z.uuid(),
  last_four: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
}) satisfies AnswerOf<typeof getWebhookToken>;
export const NewWebhookToken = z.object({ token: z.string(), overlap_hours: count });

export const ShownMember = Member.extend({ is_you: z.boolean() }).meta({ id: "Member" }) satisfies ItemOf<
  typeof listMembers
>;
export const ChangedMember = Member.extend({
  is_you: z.boolean(),
  revoked_keys: count,
  revoked_invites: count,
  exposure: z.enum(["rotated", "kept", "unseen"]),
  new_secrets: z
    .object({
      webhook_token: z.string(),
      secret_keys: z.array(z.object({ project_id: z.uuid(), key: z.string() })),
    })
    .nullable(),
}) satisfies AnswerOf<typeof changeRole>;
export const Transferred = z.object({ owner: ShownMember, previous_owner: ShownMember });
export const InvitePage = pageOf(Invite);
export const Accepted = z.object({
  workspace_id: z.uuid(),
  workspace_name: z.string(),
  role: Role,
  project_id: z.uuid().nullable(),
}) satisfies AnswerOf<typeof acceptInvite>;
