import { randomUUID } from "node:crypto";

/** One workspace's rows that hang together, for the reads that join or filter; every other table gets some row. */
export type Things = Record<
  | "asset"
  | "group"
  | "campaign"
  | "deletedCampaign"
  | "lead"
  | "import"
  | "freeze"
  | "invite"
  | "credential"
  | "launchWorkflow"
  | "campaignWorkflow"
  | "contact"
  | "thread"
  | "answer"
  | "claim",
  string
> & {
  project: string;
  email: string;
};

export const newThings = (project: string): Things => ({
  asset: randomUUID(),
  group: randomUUID(),
  campaign: randomUUID(),
  deletedCampaign: randomUUID(),
  lead: randomUUID(),
  import: randomUUID(),
  freeze: randomUUID(),
  invite: randomUUID(),
  credential: randomUUID(),
  launchWorkflow: randomUUID(),
  campaignWorkflow: randomUUID(),
  contact: randomUUID(),
  thread: randomUUID(),
  answer: randomUUID(),
  claim: randomUUID(),
  project,
  email: `${randomUUID()}@example.com`,
});

const DAY = "2026-11-21";
const SCOPE = { start: DAY, end: DAY, campaignIds: null, groupId: null, unattributed: false };

type Values = Record<string, unknown>;

/** The values that rows need to be found by the arguments below; a list where one row does not serve all reads. */
export const valuesOf = (of: Things): Record<string, Values | Values[]> => ({
  "public.campaign_groups": { id: of.group, project_id: of.project },
  "public.campaigns": [
    {
      id: of.campaign,
      campaign_group_id: of.group,
      workflows: JSON.stringify([{ template: "email-1", workflow_id: of.campaignWorkflow }]),
      status: "paused",
      pause_reason: "mail_server",
      stop_company_on_reply: true,
    },
    { id: of.deletedCampaign, status: "active", deleted_at: `${DAY}T10:00:00Z` },
  ],
  "genesis.brand_profiles": { sender_email: of.email },
  "genesis.email_provider_config": { sender_email: of.email },
  "public.contacts": { id: of.contact, email: of.email },
  "public.reply_threads": {
    id: of.thread,
    lead_id: of.lead,
    contact_email: of.email,
    campaign_id: of.campaign,
    unread: true,
  },
  "public.reply_messages": {
    thread_id: of.thread,
    message_key: of.email,
    message_id: `<in-${of.email}>`,
    from_email: of.email,
    class: "interested",
  },
  "public.reply_answers": { id: of.answer, thread_id: of.thread, message_id: `<out-${of.email}>`, status: "sent" },
  "genesis.ignition_state": {
    workflow_ids: { "email-1": { name: "Email 1", workflowId: of.launchWorkflow, webhookPath: "email-1" } },
  },
  "genesis.sequence_emails": [
    {
      campaign_id: of.campaign,
      lead_id: of.lead,
      status: "unknown",
      claim_id: of.claim,
      claimed_at: `${DAY}T10:00:00Z`,
      sent_at: `${DAY}T10:00:00Z`,
      message_id: `<${of.email}>`,
    },
    { campaign_id: of.campaign, lead_id: of.lead, step: 2, status: "approved" },
  ],
  "genesis.draft_failures": { campaign_id: of.campaign, lead_id: of.lead, failures: 3 },
  "genesis.leads": { id: of.lead, email: of.email, tags: [of.email] },
  "public.suppressions": { email: of.email },
  "public.email_events": [
    { idempotency_key: of.email, is_test: true },
    { contact_id: of.contact, campaign_id: of.campaign, event_type: "sent", is_test: false },
  ],
  "genesis.lead_imports": { id: of.import },
  "genesis.lead_import_files": { import_id: of.import },
  "genesis.infrastructure_config": {
    time_zone: "UTC",
    // Closed at all times but one minute a week: the answer is a time of its own, not the moment of the question.
    send_window: { days: [1], from: "03:00", to: "03:01" },
  },
  "genesis.credential_store": { id: of.credential },
  "public.llm_usage": { status: "settled", is_test: false, created_at: `${DAY}T10:00:00Z` },
  "public.budget_ledger": { month: "2026-11-01" },
  "public.budget_alerts": { month: "2026-11-01", threshold: 50 },
  "public.daily_stats": { day: DAY, sends: 1, campaign_id: of.campaign },
  "public.daily_costs": { day: DAY, calls: 1, campaign_id: of.campaign },
  "public.project_daily_kpis": { day: DAY, project_id: of.project, name: "visits" },
  "public.project_events": { project_id: of.project, xact_id: "3" },
  "public.project_assets": { id: of.asset, project_id: of.project },
  "public.project_integrations": { project_id: of.project, provider: "openai" },
  "public.project_keys": { project_id: of.project, kind: "secret" },
  "public.workspace_freezes": { id: of.freeze },
  "public.workspace_invites": { id: of.invite, email: of.email },
  "genesis.onboarding_drafts": { user_id: of.email },
  "public.user_workspaces": { user_id: of.email, email: of.email, role: "owner" },
});

/** How each read that takes more than a transaction is asked for another workspace's things. Those that take nothing more need no line. */
export const ARGUMENTS: Record<string, (other: Things) => unknown[]> = {
  "lib/outreach/campaigns/store.ts selectIsDeleted": ({ deletedCampaign }) => [deletedCampaign],
  "lib/outreach/drafts/store-drafts.ts selectSequenceIds": ({ campaign, lead }) => [
    { campaign_id: campaign, lead_id: lead },
  ],
  "lib/outreach/drafts/store-unwritten.ts selectUnwrittenLeads": ({ campaign }) => [
    { campaignId: campaign, limit: 10 },
  ],
  "lib/outreach/drafts/store-unwritten.ts countUnwrittenLeads": ({ campaign }) => [campaign],
  "lib/outreach/leads/store-imports.ts findFile": (other) => [other.import],
  "lib/outreach/leads/store-lead.ts selectLeadIds": () => [10],
  "lib/outreach/leads/store-lead.ts countApprovedEmails": ({ lead }) => [[lead]],
  "lib/outreach/drafts/store-drafts.ts selectDraftIds": ({ campaign }) => [{ campaignId: campaign, limit: 50 }],
  "lib/foundation/access/store.ts findRole": ({ email }) => [email],
  "lib/company/assets/store.ts findAsset": ({ project, asset }) => [{ projectId: project, assetId: asset }],
  "lib/company/assets/store.ts selectAssets": ({ project }) => [{ projectId: project, limit: 10 }],
  "lib/outreach/campaigns/store.ts getCampaignRow": ({ campaign }) => [campaign],
  "lib/outreach/campaigns/store.ts selectCampaigns": () => [{ limit: 10 }],
  "lib/outreach/campaigns/store.ts findGroup": ({ group }) => [group],
  "lib/outreach/sequence/store-delivery.ts selectMails": ({ email }) => [
    { messageIds: [`<${email}>`], emails: [email] },
  ],
  "lib/outreach/mailbox/store-mail-account.ts findMailAccountRow": () => [1],
  "lib/outreach/mailbox/store-mail-account.ts findNumberByAddress": ({ email }) => [email],
  "lib/outreach/mailbox/store-account-checks.ts selectAccountTests": () => [1],
  "lib/outreach/sequence/store-sends.ts selectMailboxesOf": ({ claim }) => [[claim]],
  "lib/outreach/sequence/store-sends.ts selectUnknownSends": () => [{ limit: 10 }],
  "lib/outreach/sequence/store-sequence.ts countSequenceEmails": ({ campaign }) => [[campaign]],
  "lib/outreach/suppressions/store-suppressions.ts findSuppression": ({ email }) => [email],
  "lib/outreach/suppressions/store-suppressions.ts selectSuppressions": () => [{ limit: 10 }],
  "lib/operations/onboarding/store-drafts.ts selectDrafts": ({ email }) => [email],
  "lib/operations/onboarding/store-infrastructure.ts selectIsZone": () => ["UTC"],
  "lib/operations/governance/store-evidence.ts selectHandedOver": () => [`${DAY}T00:00:00Z`],
  "lib/operations/governance/store.ts selectFreezes": () => [10],
  "lib/operations/governance/store.ts findFreeze": ({ freeze }) => [freeze],
  "lib/metering/events/store-attribution.ts selectCampaigns": ({ campaign }) => [{ ids: [campaign], names: [] }],
  "lib/metering/events/store-attribution.ts selectGroups": ({ group }) => [[group]],
  "lib/metering/events/store-attribution.ts selectReported": ({ email }) => [[email]],
  "lib/outreach/replies/store-answers.ts findAnswer": ({ answer }) => [answer],
  "lib/outreach/replies/store-answers.ts findAddressee": ({ thread }) => [thread],
  "lib/outreach/replies/store-answers.ts findSender": ({ thread }) => [thread],
  "lib/outreach/replies/store-answers.ts selectReferences": ({ thread }) => [thread],
  "lib/outreach/replies/store-inbox.ts selectThreads": () => [{ limit: 10 }],
  "lib/outreach/replies/store-inbox.ts findThread": ({ thread }) => [thread],
  "lib/outreach/replies/store-inbox.ts selectMessages": ({ thread }) => [thread],
  "lib/outreach/replies/store-inbox.ts selectThreadAnswers": ({ thread }) => [thread],
  "lib/outreach/replies/store-inbox.ts selectSentEmails": ({ thread }) => [thread],
  "lib/outreach/replies/store-matching.ts selectAnswered": ({ email }) => [[`<${email}>`, `<out-${email}>`]],
  "lib/outreach/replies/store-matching.ts selectLead": ({ email }) => [email],
  "lib/outreach/replies/store-matching.ts selectLastSent": ({ lead }) => [lead],
  "lib/outreach/replies/store-matching.ts selectSentTexts": ({ lead }) => [lead],
  "lib/outreach/replies/store-matching.ts isOwnAddress": ({ email }) => [email],
  "lib/outreach/replies/store-matching.ts selectColleagues": ({ email, campaign }) => [
    { lead: { id: randomUUID(), email, name: null }, campaignId: campaign },
  ],
  "lib/outreach/replies/store-threads.ts findMessage": ({ email }) => [email],
  "lib/metering/spending/store-budget.ts findBudgetAlert": () => [{ month: "2026-11-01", threshold: 50 }],
  "lib/metering/spending/store-budget.ts selectSpend": () => ["2026-11-01"],
  "lib/metering/spending/store-costs.ts selectCosts": () => [{ limit: 10 }],
  "lib/metering/events/store-events.ts selectTwins": ({ email }) => [
    [{ id: randomUUID(), idempotency_key: email, event_key: null, is_test: true }],
  ],
  "lib/company/integrations/store.ts selectIntegrations": ({ project }) => [project],
  "lib/company/integrations/store.ts findIntegration": ({ project }) => [{ projectId: project, provider: "openai" }],
  "lib/outreach/sequence/store-preparation.ts findCampaignState": ({ campaign }) => [campaign],
  "lib/outreach/leads/store-imports.ts findImport": (other) => [other.import],
  "lib/outreach/leads/store-leads.ts selectLeadPage": () => [{}, { sort: "newest", limit: 10 }],
  "lib/outreach/campaigns/store-audience.ts selectAudience": ({ campaign }) => [campaign],
  "lib/outreach/leads/store-leads.ts countMatching": () => [{}],
  "lib/outreach/leads/store-leads.ts findLeadRow": ({ lead }) => [lead],
  "lib/outreach/leads/store-lead.ts isTaken": ({ email }) => [randomUUID(), email],
  "lib/outreach/leads/store-lead.ts selectTimeline": ({ lead }) => [lead],
  "lib/outreach/leads/store-lead.ts selectEmails": ({ lead }) => [[lead]],
  "lib/outreach/leads/store-lead.ts selectContacted": ({ lead }) => [[lead]],
  "lib/foundation/ledger/store.ts selectEntries": ({ project }) => [{ projectId: project, limit: 10 }],
  "lib/foundation/ledger/store.ts selectEntriesAfter": ({ project }) => [
    { projectId: project, position: "0:0", limit: 10 },
  ],
  "lib/foundation/ledger/store.ts hasEntriesAfter": ({ project }) => [{ projectId: project, position: "0:0" }],
  "lib/metering/metrics/store-kpis.ts selectDailyKpis": ({ project }) => [
    { projectId: project, start: DAY, end: DAY, names: ["visits"] },
  ],
  "lib/metering/metrics/store.ts selectCampaignIds": ({ campaign }) => [campaign],
  "lib/metering/metrics/store.ts selectNumbers": () => [{ scope: SCOPE, before: SCOPE, month: "2026-11-01" }],
  "lib/foundation/notifications/store.ts selectNotifications": () => [{ unread: false, limit: 10 }],
  "lib/foundation/credentials/store-project-keys.ts selectOpenKeys": ({ project }) => [project],
  "lib/company/projects/store.ts findProject": ({ project }) => [project],
  "lib/foundation/members/store-invites.ts selectInvites": () => [{ limit: 10 }],
  "lib/foundation/members/store-invites.ts findInviteRow": ({ invite }) => [invite],
  "lib/foundation/members/store-invites.ts countMailing": ({ email }) => [email, { expiresAfter: `${DAY}T00:00:00Z` }],
  "lib/foundation/members/store-invites.ts findInviteToMail": ({ invite }) => [invite],
  "lib/foundation/members/store-members.ts findMember": ({ email }) => [email],
  "lib/foundation/members/store-members.ts isMemberByEmail": ({ email }) => [email],
  "lib/foundation/vault/store.ts findCredentialRow": ({ credential }) => [credential],
};

/** Reads that visit no table, each with what it asks the database instead. A test holds them to it. */
export const READS_NO_ROWS: Record<string, string> = {
  "lib/foundation/ledger/store.ts selectPosition": "how far the database has come",
  "lib/foundation/ledger/store.ts selectHorizon":
    "how far the running transactions let it read: the workspace is in the key of a lock, not in a condition",
  "lib/operations/onboarding/store-infrastructure.ts selectIsZone": "the time zones it knows",
};
