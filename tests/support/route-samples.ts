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
const NOTHING: Sample = {};
const CSV: Sample = { form: { name: "leads.csv", text: "Email,First name\nada@buyers.example,Ada" } };

/**
 * A valid input for every route that changes something: a refusal is then the permission's, not the validator's. Ids that are not named
 * are random, because permission is asked before anything is looked up. A route without a sample fails tests/e2e/access.test.ts.
 */
export const SAMPLES: Record<string, Sample | ((estate: Estate) => Sample)> = {
  "POST /api/admin/audit-log/verify": HEAD,
  "POST /api/admin/login-audit/verify": HEAD,
  "POST /api/admin/freeze-workspace": FROZEN,
  "DELETE /api/admin/freeze-workspace": FROZEN,
  "POST /api/admin/freeze-workspace/restore": FROZEN,
  "POST /api/admin/plans": ({ workspaceId }) => ({ body: { workspace_id: workspaceId, plan: "starter" } }),
  "POST /api/admin/prices": { body: { model: "sample-model", input: 1, output: 2 } },
  "DELETE /api/admin/prices": { body: { model: "sample-model" } },
  "POST /api/admin/refresh-views": NOTHING,
  "PUT /api/assets/upload/[token]": NOTHING,
  "POST /api/campaigns": ({ workspaceId }) => ({ body: { workspace_id: workspaceId, name: "Sample" } }),
  "PATCH /api/campaigns/[campaignId]": { body: { name: "Sample" } },
  "POST /api/campaigns/[campaignId]/activate": NOTHING,
  "POST /api/campaigns/[campaignId]/archive": NOTHING,
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
  "DELETE /api/mailboxes/[mailbox]/guardrail": { params: { mailbox: "2" } },
  "POST /api/mailboxes/[mailbox]/people": { params: { mailbox: "2" }, body: { to: 1 } },
  "POST /api/drafts/[draftId]/test-send": { body: {} },
  "PATCH /api/drafts/[draftId]": { body: { subject: "Sample", body: "Sample", version: 1 } },
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
  "POST /api/leads/import": CSV,
  "POST /api/leads/imports": CSV,
  "DELETE /api/leads/imports/[importId]": NOTHING,
  "POST /api/leads/imports/[importId]/cancel": NOTHING,
  "POST /api/leads/preview": CSV,
  "POST /api/llm/v1/chat/completions": { body: { messages: [{ role: "user", content: "Sample" }] } },
  "POST /api/notifications/read": { body: {} },
  "POST /api/onboarding/brand": { body: BRAND },
  "PUT /api/onboarding/brand": { body: BRAND },
  "POST /api/onboarding/cancel": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/credentials": { body: CREDENTIAL },
  "PUT /api/onboarding/credentials": { body: CREDENTIAL },
  "PUT /api/onboarding/drafts": {
    body: { part: "brand", revision: null, read: { tone: "" }, typed: { tone: "Short" } },
  },
  "POST /api/onboarding/infrastructure": { body: INFRASTRUCTURE },
  "PUT /api/onboarding/infrastructure": { body: INFRASTRUCTURE },
  "POST /api/onboarding/launch": ({ workspaceId, projectId }) => ({
    body: { workspace_id: workspaceId, project_id: projectId },
  }),
  "POST /api/onboarding/progress": { body: { current_step: "brand" } },
  "POST /api/onboarding/send-test-email": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/test-mail-account": ({ workspaceId }) => ({ body: { workspace_id: workspaceId } }),
  "POST /api/onboarding/validate-credential": { body: CREDENTIAL },
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
  "POST /api/webhooks/clerk": { body: { type: "user.created", data: {} } },
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
