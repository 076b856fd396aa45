import { EventsBody } from "@/lib/metering/events/receive-events";
import { EventReceipts } from "../answers";
import type { Example, Operation } from "../operation";

const EVENT_ID = "6a1f7c1e-52d0-4d5e-9f0a-7b1c2d3e4f11";
const receipt = { ok: true, event_id: EVENT_ID, deduped: false };

const single = (workspace_id: string): Record<string, Example> => ({
  one: {
    summary: "One event",
    body: {
      workspace_id,
      contact_email: "ada@example.org",
      event_type: "sent",
      idempotency_key: "intro-ada-1-sent",
      campaign: "Analytical Engines intro",
      step: 1,
      provider: "smtp",
      provider_message_id: "<intro-ada-1@mail.example.com>",
      event_ts: "2026-01-15T09:30:00Z",
      subject: "Ada's engines",
    },
    answer: receipt,
  },
  reply: {
    summary: "The shortest possible reply",
    body: {
      workspace_id,
      contact_email: "ada@example.org",
      event_type: "replied",
      idempotency_key: "intro-ada-replied-1",
    },
    answer: receipt,
  },
  again: {
    summary: "The same key again: nothing is stored, and the answer names the first event",
    body: {
      workspace_id,
      contact_email: "ada@example.org",
      event_type: "replied",
      idempotency_key: "intro-ada-replied-1",
    },
    answer: { ...receipt, deduped: true },
  },
});

const mixed = (workspace_id: string): Record<string, Example> => ({
  batch: {
    summary: "A batch with one event that cannot be read",
    body: [
      {
        workspace_id,
        contact_email: "grace@example.org",
        event_type: "delivered",
        idempotency_key: "intro-grace-1-delivered",
      },
      { workspace_id, contact_email: "nobody", event_type: "delivered", idempotency_key: "intro-nobody-1" },
      {
        workspace_id,
        contact_email: "grace@example.org",
        event_type: "opt_out",
        idempotency_key: "grace-opt-out",
        is_test: true,
      },
    ],
    answer: {
      ok: true,
      accepted: 2,
      deduped: 0,
      rejected: [{ index: 1, error: "contact_email must be an email address", code: "event.invalid" }],
    },
  },
  invalid: {
    summary: "A field is missing: 400 names it, nothing is stored",
    body: { workspace_id, contact_email: "ada@example.org", event_type: "replied" },
    status: 400,
    answer: {
      error: "idempotency_key is required",
      code: "request.invalid",
      request_id: EVENT_ID,
      field: "idempotency_key",
      issues: [{ field: "idempotency_key", problem: "is required" }],
    },
  },
});

export const EVENT_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/events",
    tag: "Events",
    summary: "Report what happened to an email",
    notes:
      "One event, or an array of up to 1,000 of one workspace. A batch is answered event by event: a bad one is rejected alone, with its index and the reason. The answer comes after the commit. An event also writes what follows from it: the contact, the lead's state (a reply or opt-out stops the sequence), the suppression list, the ledger, the day's counts and notifications.",
    who: "webhook_token",
    input: { body: EventsBody },
    status: 200,
    answer: EventReceipts,
    refusals: {
      404: "campaign.not_found, campaign_group.not_found: this workspace has no such id. In a batch it is the event's rejection.",
    },
    examples: ({ workspaceId: workspace_id }) => ({ ...single(workspace_id), ...mixed(workspace_id) }),
  },
];
