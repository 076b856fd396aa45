import { randomUUID } from "node:crypto";

/** Whose things the samples name. */
export type Estate = { workspaceId: string; projectId: string };
export type Sample = { params?: Record<string, string>; body?: object; form?: { name: string; text: string } };

const CREDENTIAL = { type: "openai_api", data: { api_key: "sk-sample-sample-sample" } };
const BRAND = {
  company_name: "Sample Works",
  sender_name: "Sam Ple",
  sender_email: "sam@sample.example",
  postal_address: "1 Sample Street, London, United Kingdom",
};
const INFRASTRUCTURE = {
  time_zone: "Europe/London",
  send_window: { days: [1], from: "09:00", to: "17:00" },
  daily_limit: 50,
};
const FROZEN = ({ workspaceId }: Estate): Sample => ({
  body: { workspace_id: workspaceId, reason: "A sample reason." },
});
const HEAD: Sample = { body: { head: "sample" } };
const LIFE = { boot: 1, boot_id: randomUUID(), counter: 1 };
const NOTHING: Sample = {};
const CSV: Sample = { form: { name: "leads.csv", text: "Email,First name\nada@buyers.example,Ada" } };

/**
 * A valid input for every route that changes something: a refusal is then the permission's, not the validator's. Ids that are not named
 * are random, because permission is asked before anything is looked up. A route without a sample fails tests/e2e/access.test.ts.
 */
export const SAMPLES: Record<string, Sample | ((estate: Estate) => Sample)> = {
  "POST /api/admin/audit-log/verify": HEAD,
  "POST /api/admin/login-audit/verify": HEAD,
  "POST /api/admin/clean-up": FROZEN,
  "POST /api/admin/freeze-workspace": FROZEN,
  "DELETE /api/admin/freeze-workspace": FROZEN,
  "POST /api/admin/freeze-workspace/restore": FROZEN,
  "PATCH /api/admin/instances/[instanceId]": { body: { skip_remediation: true, reason: "A sample reason." } },
  "POST /api/admin/plans": ({ workspaceId }) => ({ body: { workspace_id: workspaceId, plan: "starter" } }),
  "PUT /api/admin/sending-route": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, choice: "gateway", reason: "A sample reason." },
  }),
  "POST /api/admin/prices": { body: { model: "sample-model", input: 1, output: 2 } },
  "DELETE /api/admin/prices": { body: { model: "sample-model" } },
  "POST /api/admin/projects/[projectId]/activate": { body: {} },
  "POST /api/admin/projects/[projectId]/clean-up": { body: {} },
  "POST /api/admin/refresh-views": NOTHING,
  "POST /api/admin/watchdog/run": { body: {} },
  "POST /api/approvals/[approvalId]/decide": { body: { decision: "approved", version: 1 } },
  "POST /api/approvals/[approvalId]/retry": NOTHING,
  "POST /api/approvals/[approvalId]/outcome": { body: { happened: true } },
  "POST /api/approvals/[approvalId]/undo": NOTHING,
  "POST /api/receipts/[receiptId]/recheck": NOTHING,
  "PATCH /api/tasks/[taskId]": { body: { state: "running" } },
  "POST /api/projects/[projectId]/approvals": {
    body: { action_type: "campaign.pause", payload: { campaign_id: randomUUID() } },
  },
  "POST /api/projects/[projectId]/approvals/decide-batch": {
    body: { items: [{ id: randomUUID(), version: 1, decision: "approved" }] },
  },
  "POST /api/projects/[projectId]/exports": NOTHING,
  "POST /api/projects/[projectId]/packets/checks": NOTHING,
  "POST /api/projects/[projectId]/packets/[packet]/draft": { params: { packet: "0" } },
  "PATCH /api/projects/[projectId]/packets/[packet]": { body: { version: 1, field: "stage", value: "Sample" } },
  "POST /api/projects/[projectId]/packets/[packet]/accept": { body: { version: 1 } },
  "POST /api/projects/[projectId]/packets/[packet]/campaign": { body: { version: 1 } },
  "POST /api/projects/[projectId]/memory": { body: { kind: "rule", text: "Never email anyone on Sundays." } },
  "PATCH /api/projects/[projectId]/memory/[memoryId]": { body: { text: "Never email anyone at weekends." } },
  "POST /api/projects/[projectId]/memory/[memoryId]/confirm": NOTHING,
  "POST /api/projects/[projectId]/memory/[memoryId]/forget": NOTHING,
  "POST /api/projects/[projectId]/memory/[memoryId]/restore": NOTHING,
  "POST /api/projects/[projectId]/chat": { body: { text: "Sample", client_id: "sample" } },
  "DELETE /api/projects/[projectId]/chat": NOTHING,
  "POST /api/projects/[projectId]/chat/[messageId]/retry": NOTHING,
  "DELETE /api/projects/[projectId]/chat/[messageId]": NOTHING,
  "POST /api/projects/[projectId]/nightshift/run": NOTHING,
  "PUT /api/projects/[projectId]/nightshift/settings": { body: { hour: "07:30" } },
  "POST /api/projects/[projectId]/nightshift/recommendations/[recommendationId]/accept": NOTHING,
  "POST /api/projects/[projectId]/nightshift/recommendations/[recommendationId]/dismiss": {
    body: { reason: "Sample" },
  },
  "POST /api/mcp": { body: { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} } },
  "POST /api/projects/[projectId]/billing/checkout": { body: { plan: "pro" } },
  "POST /api/projects/[projectId]/billing/preview": { body: { plan: "pro" } },
  "POST /api/projects/[projectId]/billing/plan": { body: { plan: "pro" } },
  "POST /api/projects/[projectId]/billing/portal": NOTHING,
  "POST /api/projects/[projectId]/billing/cancel": NOTHING,
  "POST /api/projects/[projectId]/billing/resume": NOTHING,
  "POST /api/projects/[projectId]/billing/refresh": NOTHING,
  "POST /api/projects/[projectId]/runtime": NOTHING,
  "POST /api/projects/[projectId]/tasks": { body: { title: "Sample" } },
  "POST /api/projects/[projectId]/recurring-tasks": {
    body: { title: "Sample", cron_expr: "0 9 * * 1", timezone: "UTC", job_type: "nightshift.cycle_project" },
  },
  "PATCH /api/projects/[projectId]/recurring-tasks/[recurringId]": { body: { revision: 1, enabled: false } },
  "DELETE /api/projects/[projectId]/recurring-tasks/[recurringId]": NOTHING,
  "POST /api/projects/[projectId]/recurring-tasks/[recurringId]/run": { body: {} },
  "PUT /api/assets/upload/[token]": NOTHING,
  "POST /api/campaigns": ({ workspaceId }) => ({ body: { workspace_id: workspaceId, name: "Sample" } }),
  "PATCH /api/campaigns/[campaignId]": { body: { name: "Sample" } },
  "POST /api/campaigns/[campaignId]/activate": NOTHING,
  "POST /api/campaigns/[campaignId]/archive": NOTHING,
  "POST /api/campaigns/[campaignId]/complete": NOTHING,
  "POST /api/drifts/[driftId]/retry": NOTHING,
  "DELETE /api/campaigns/[campaignId]": NOTHING,
  "POST /api/campaigns/audience-preview": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "PUT /api/campaigns/[campaignId]/audience": { body: { tags: ["sample"] } },
  "PUT /api/campaigns/[campaignId]/sequence": {
    body: { revision: 1, steps: [{ delay_days: 0, subject: "Sample", body: "Sample" }] },
  },
  "POST /api/campaigns/[campaignId]/sequence/preview": { body: { step: 1 } },
  "POST /api/campaigns/[campaignId]/sequence/test": { body: { step: 1 } },
  "POST /api/campaigns/[campaignId]/pause": NOTHING,
  "POST /api/campaigns/[campaignId]/retry-failed": NOTHING,
  "POST /api/campaigns/[campaignId]/repair": NOTHING,
  "POST /api/campaigns/[campaignId]/run-now": { body: { step: "preparation" } },
  "POST /api/campaigns/[campaignId]/drafts/decide": {
    body: { decision: "approved", items: [{ id: randomUUID(), hash: "0".repeat(64) }] },
  },
  "POST /api/campaigns/[campaignId]/unwritten-leads/retry": { body: {} },
  "POST /api/drafts/[draftId]/regenerate": { body: { note: "Sample" } },
  "PATCH /api/mailbox/pacing": { body: { ramp_up: true } },
  "PUT /api/mailbox/replies": { body: { read_by_founder: true } },
  "DELETE /api/mailbox/guardrail": NOTHING,
  "POST /api/mailboxes": {
    body: { sender_name: "Sam", sender_email: "sam@sample.example", account: { type: "smtp", use_test_mailbox: true } },
  },
  "PATCH /api/mailboxes/[mailbox]": { params: { mailbox: "2" }, body: { ramp_up: true } },
  "DELETE /api/mailboxes/[mailbox]": { params: { mailbox: "2" } },
  "POST /api/mailboxes/[mailbox]/test": { params: { mailbox: "2" } },
  "PUT /api/mailboxes/[mailbox]/replies": { params: { mailbox: "2" }, body: { read_by_founder: true } },
  "PUT /api/mailboxes/[mailbox]/reply-account": {
    params: { mailbox: "2" },
    body: { type: "imap", data: { host: "imap.sample.example", port: 993, secure: true } },
  },
  "DELETE /api/mailboxes/[mailbox]/reply-account": { params: { mailbox: "2" } },
  "DELETE /api/mailboxes/[mailbox]/guardrail": { params: { mailbox: "2" } },
  "POST /api/mailboxes/[mailbox]/people": { params: { mailbox: "2" }, body: { to: 1 } },
  "POST /api/drafts/[draftId]/test-send": { body: {} },
  "PATCH /api/drafts/[draftId]": { body: { subject: "Sample", body: "Sample", version: 1 } },
  "POST /api/email/inbound": { body: { MessageID: "sample" } },
  "POST /api/projects/[projectId]/email-identity": NOTHING,
  "POST /api/projects/[projectId]/email-identity/test": NOTHING,
  "POST /api/projects/[projectId]/email-identity/confirm-address": { body: { token: "sample" } },
  "POST /api/projects/[projectId]/messages/threads/[threadId]/claim": NOTHING,
  "POST /api/projects/[projectId]/messages/threads/[threadId]/read": { body: { read: true } },
  "POST /api/cost-events": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, provider: "openai", model: "gpt-4o-mini", tokens_in: 1, tokens_out: 1 },
  }),
  "POST /api/engine/claims": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID(), step: 1 },
  }),
  "POST /api/engine/claims/[claimId]/confirm": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/engine/claims/[claimId]/outcome": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, status: "sent" },
  }),
  "POST /api/engine/claims/[claimId]/send": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/engine/drafts": ({ workspaceId }) => ({
    body: {
      workspace_id: workspaceId,
      campaign_id: randomUUID(),
      lead_id: randomUUID(),
      drafts: [{ step: 1, subject: "Sample", body: "Sample" }],
      source: "sample",
    },
  }),
  "POST /api/engine/leads-to-prepare": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID() },
  }),
  "POST /api/engine/leads-to-research": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID() },
  }),
  "POST /api/engine/replies": ({ workspaceId }) => ({
    body: {
      workspace_id: workspaceId,
      from: "sample@example.com",
      subject: "Sample",
      message_id: "<sample@example.com>",
    },
  }),
  "POST /api/engine/research": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID(), lead_id: randomUUID(), research: "Sample" },
  }),
  "POST /api/engine/sources": ({ workspaceId }) => ({ body: { workspace_id: workspaceId, lead_id: randomUUID() } }),
  "POST /api/runtime/llm/v1/chat/completions": { body: { messages: [{ role: "user", content: "Hello" }] } },
  "POST /api/runtime/orders": { body: { id: randomUUID(), epoch: 1 } },
  "POST /api/sidecar/handshake": { body: LIFE },
  "POST /api/sidecar/heartbeat": {
    body: {
      ...LIFE,
      cpu: 1,
      memory: 1,
      disk: 1,
      n8n: { healthy: true, version: null, active_workflows: 0 },
    },
  },
  "POST /api/n8n/execution-events": {
    body: {
      events: [
        {
          id: randomUUID(),
          run_id: randomUUID(),
          execution_id: "1",
          phase: "node_started",
          node_name: "Email",
          node_type: "n8n-nodes-base.set",
          message: null,
          at: "2026-11-30T08:00:00Z",
        },
      ],
    },
  },
  "POST /api/sandbox/test-campaign": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID() },
  }),
  "POST /api/sandbox/engine/[runId]/chat/completions": {
    body: { messages: [{ role: "user", content: "Sample" }] },
  },
  "POST /api/sandbox/engine/[runId]/claims": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID(), step: 1 },
  }),
  "POST /api/sandbox/engine/[runId]/claims/[claimId]/confirm": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId },
  }),
  "POST /api/sandbox/engine/[runId]/claims/[claimId]/outcome": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, status: "sent" },
  }),
  "POST /api/sandbox/engine/[runId]/claims/[claimId]/send": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId },
  }),
  "POST /api/sandbox/engine/[runId]/drafts": ({ workspaceId }) => ({
    body: {
      workspace_id: workspaceId,
      campaign_id: randomUUID(),
      lead_id: randomUUID(),
      drafts: [{ step: 1, subject: "Sample", body: "Sample" }],
    },
  }),
  "POST /api/sandbox/engine/[runId]/leads-to-prepare": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID() },
  }),
  "POST /api/sandbox/engine/[runId]/leads-to-research": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID() },
  }),
  "POST /api/sandbox/engine/[runId]/research": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, campaign_id: randomUUID(), lead_id: randomUUID(), research: "Sample" },
  }),
  "POST /api/sandbox/engine/[runId]/sources": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, lead_id: randomUUID() },
  }),
  "POST /api/events": ({ workspaceId }) => ({
    body: {
      workspace_id: workspaceId,
      contact_email: "ada@buyers.example",
      event_type: "replied",
      idempotency_key: "sample",
    },
  }),
  "POST /api/invites/accept": { body: { token: "0".repeat(64) } },
  "POST /api/leads": { body: { email: "ada@buyers.example" } },
  "POST /api/leads/bulk": { body: { action: "confirm", lead_ids: [randomUUID()] } },
  "PATCH /api/leads/[leadId]": { body: { first_name: "Ada" } },
  "DELETE /api/leads/[leadId]": NOTHING,
  "POST /api/leads/[leadId]/research": NOTHING,
  "POST /api/leads/import": CSV,
  "POST /api/leads/imports": CSV,
  "DELETE /api/leads/imports/[importId]": NOTHING,
  "POST /api/leads/imports/[importId]/cancel": NOTHING,
  "POST /api/leads/preview": CSV,
  "POST /api/llm/v1/chat/completions": { body: { messages: [{ role: "user", content: "Sample" }] } },
  "POST /api/notifications/read": { body: {} },
  "POST /api/onboarding/brand": { body: BRAND },
  "PUT /api/onboarding/brand": { body: BRAND },
  "POST /api/onboarding/brand/auto-scrape": { body: { website: "http://127.0.0.1" } },
  "POST /api/onboarding/cancel": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/clean-up": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/credentials": { body: CREDENTIAL },
  "PUT /api/onboarding/credentials": { body: CREDENTIAL },
  "POST /api/onboarding/dns/entri/session": { body: { domain: "sample.example" } },
  "POST /api/onboarding/dns/entri/verify": { body: { domain: "sample.example" } },
  "POST /api/onboarding/dns/generate": { body: { domain: "sample.example" } },
  "POST /api/onboarding/dns/verify": { body: { domain: "sample.example" } },
  "PUT /api/onboarding/drafts": {
    body: { part: "brand", revision: null, read: { tone: "" }, typed: { tone: "Short" } },
  },
  "POST /api/onboarding/gmail": { body: { purpose: "mail_account" } },
  "PUT /api/onboarding/gmail": { body: { code: "code", state: "state" } },
  "POST /api/onboarding/infrastructure": { body: INFRASTRUCTURE },
  "PUT /api/onboarding/infrastructure": { body: INFRASTRUCTURE },
  "POST /api/onboarding/launch": ({ workspaceId, projectId }) => ({
    body: { workspace_id: workspaceId, project_id: projectId },
  }),
  "POST /api/onboarding/progress": { body: { current_step: "brand" } },
  "POST /api/onboarding/sample-email": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/send-test-email": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/test-mail-account": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/tracking/setup": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, track_clicks: false },
  }),
  "POST /api/onboarding/tracking/verify": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/validate-calendly": { body: { link: "https://calendly.com/sample" } },
  "POST /api/onboarding/validate-credential": { body: CREDENTIAL },
  "PUT /api/onboarding/sending-route": ({ workspaceId }) => ({
    body: { workspace_id: workspaceId, choice: "gateway" },
  }),
  "POST /api/projects": { body: { name: "Sample" } },
  "POST /api/projects/[projectId]/analytics/events": { body: { event_id: "sample", name: "pageview" } },
  "POST /api/projects/[projectId]/payments/events": { body: { event_id: "sample", type: "subscription.started" } },
  "POST /api/projects/[projectId]/assets": {
    body: { name: "logo.png", content_type: "image/png", size_bytes: 100 },
  },
  "DELETE /api/projects/[projectId]/assets/[assetId]": NOTHING,
  "POST /api/projects/[projectId]/assets/[assetId]/complete": NOTHING,
  "POST /api/projects/[projectId]/keys": { body: { kind: "secret" } },
  "DELETE /api/projects/[projectId]": { body: { name: "Another name" } },
  "PATCH /api/projects/[projectId]": { body: { name: "Sample" } },
  "PUT /api/projects/[projectId]/integrations/[provider]": {
    params: { provider: "resend" },
    body: { config: { api_key: "re_sample" } },
  },
  "DELETE /api/projects/[projectId]/integrations/[provider]": { params: { provider: "resend" } },
  "POST /api/projects/[projectId]/integrations/[provider]/test": { params: { provider: "vercel" } },
  "PUT /api/projects/[projectId]/integrations/[provider]/fallback": {
    params: { provider: "resend" },
    body: { allowed: true },
  },
  "POST /api/mailbox/messages/[messageId]/reply": {
    params: { messageId: "0".repeat(32) },
    body: { text: "Yes, call me." },
  },
  "POST /api/mailbox/messages/[messageId]/bounce": { params: { messageId: "0".repeat(32) } },
  "POST /api/mailbox/messages/[messageId]/opt-out": { params: { messageId: "0".repeat(32) } },
  "POST /api/mailbox/messages/[messageId]/holiday": { params: { messageId: "0".repeat(32) }, body: { days: 5 } },
  "POST /api/replies/[threadId]/label": { body: { label: "interested" } },
  "POST /api/replies/[threadId]/read": { body: {} },
  "POST /api/replies/[threadId]/assign": { body: { user_id: null } },
  "POST /api/replies/[threadId]/stop": NOTHING,
  "POST /api/replies/[threadId]/resume": NOTHING,
  "POST /api/replies/[threadId]/answer": { body: { text: "Sample." } },
  "POST /api/replies/[threadId]/answer/approve": { body: { answer_id: randomUUID(), hash: "0".repeat(64) } },
  "POST /api/suppressions": { body: { email: "ada@buyers.example" } },
  "DELETE /api/suppressions": { body: { email: "ada@buyers.example" } },
  "POST /api/suppressions/import": CSV,
  "POST /api/unknown-sends": { body: { claim_id: randomUUID(), outcome: "sent" } },
  "POST /api/worker/drain": NOTHING,
  "POST /api/webhooks/clerk": { body: { type: "user.created", data: {} } },
  "POST /api/webhooks/entri": { body: { id: "evt_1", type: "domain.added", domain: "sample.example" } },
  "POST /api/webhooks/stripe": { body: { id: "evt_1", type: "customer.updated", data: { object: {} } } },
  "POST /api/workspaces": { body: { name: "Sample" } },
  "PATCH /api/workspaces/[workspaceId]": { body: { name: "Sample" } },
  "POST /api/workspaces/[workspaceId]/invites": { body: { email: "sam@sample.example", role: "viewer" } },
  "DELETE /api/workspaces/[workspaceId]/invites/[inviteId]": NOTHING,
  "POST /api/workspaces/[workspaceId]/invites/[inviteId]/resend": NOTHING,
  "POST /api/workspaces/[workspaceId]/keys": {
    body: { name: "Sample", scopes: ["leads.read"], expires_in_days: 1 },
  },
  "DELETE /api/workspaces/[workspaceId]/keys/[keyId]": NOTHING,
  "POST /api/workspaces/[workspaceId]/leave": NOTHING,
  "PATCH /api/workspaces/[workspaceId]/members/[userId]": { body: { role: "viewer" } },
  "DELETE /api/workspaces/[workspaceId]/members/[userId]": NOTHING,
  "POST /api/workspaces/[workspaceId]/transfer-ownership": { body: { user_id: "user_sample" } },
  "POST /api/workspaces/[workspaceId]/webhook-token": { body: { overlap_hours: 0 } },
};
