import { ProjectEventsBody } from "@/lib/metering/website/schemas";
import { Kpis } from "@/lib/metering/metrics/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { RotateProjectKey } from "@/lib/foundation/credentials/schemas";
import { EventReceipts, NewProjectKey, ProjectKeys } from "../answers";
import type { Operation } from "../operation";

const KEY = {
  id: "4c5d6e7f-8091-4a2b-8c3d-4e5f60718244",
  kind: "secret",
  key: null,
  last_four: "Qx7A",
  created_at: "2026-01-15T09:30:00.000Z",
  last_used_at: null,
};
const none = {
  traffic: 0,
  leads: 0,
  conversion: null,
  succeeded_payments: 0,
  revenue_cents: 0,
  refunded_cents: 0,
  other_currencies: [],
};
const some = { ...none, traffic: 1840, leads: 46, conversion: 0.025, succeeded_payments: 3, revenue_cents: 14700 };
const WHO =
  "The same `event_id` is stored once. The company's key works only here; a member's session and an API key with the scope ingestion.write work, too.";

export const WEBSITE_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/projects/[projectId]/analytics/events",
    feature: "kpis",
    tag: "Website and payments",
    summary: "Report what visitors of the website did",
    notes: `One event, or an array of up to 1,000; each is accepted or rejected on its own. Takes the publishable key, from a page of any origin (CORS), or the secret one. Events named \`pageview\` and \`lead\` make up the company's KPIs. The script \`/g.js\` reports page views by itself. ${WHO}`,
    who: "project_key",
    input: { params: ProjectRef, body: ProjectEventsBody },
    status: 200,
    answer: EventReceipts,
    examples: () => ({
      pageview: {
        summary: "A page view",
        body: {
          event_id: "visit-81f3-1",
          name: "pageview",
          occurred_at: "2026-01-15T09:30:00Z",
          visitor_id: "81f3",
          url: "https://engines.example/pricing",
          referrer: "https://search.example/",
        },
        answer: { ok: true, event_id: "visit-81f3-1", deduped: false },
      },
      batch: {
        summary: "A page view that is already stored, and a signup",
        body: [
          { event_id: "visit-81f3-1", name: "pageview", url: "https://engines.example/pricing" },
          { event_id: "signup-81f3", name: "signup", visitor_id: "81f3", properties: { plan: "starter" } },
        ],
        answer: { ok: true, accepted: 1, deduped: 1, rejected: [] },
      },
    }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/payments/events",
    feature: "kpis",
    tag: "Website and payments",
    summary: "Report payments and subscriptions",
    notes: `One event, or an array of up to 1,000; each is accepted or rejected on its own. Takes the secret key only: call it from a server. Each is a line of the company's ledger. ${WHO}`,
    who: "project_key",
    input: { params: ProjectRef, body: ProjectEventsBody },
    status: 200,
    answer: EventReceipts,
    examples: () => ({
      payment: {
        summary: "A payment",
        body: {
          event_id: "pay-1001",
          type: "payment.succeeded",
          amount_cents: 4900,
          currency: "EUR",
          occurred_at: "2026-01-15T09:30:00Z",
          customer: "ada@example.org",
        },
        answer: { ok: true, event_id: "pay-1001", deduped: false },
      },
      batch: {
        summary: "A subscription, and a refund without its amount",
        body: [
          { event_id: "sub-1001", type: "subscription.started", customer: "ada@example.org" },
          { event_id: "pay-1001-refund", type: "payment.refunded" },
        ],
        answer: {
          ok: true,
          accepted: 1,
          deduped: 0,
          rejected: [{ index: 1, error: "amount_cents is required", code: "event.invalid" }],
        },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/kpis",
    feature: "kpis",
    tag: "Website and payments",
    summary: "Read the company's KPIs",
    notes:
      "Traffic, leads, conversion and payments of the last 7 and 30 days up to today in the workspace's time zone, each beside the same number of days before. Conversion is leads by page views, null without any.",
    who: "member_of_project",
    input: { params: ProjectRef },
    status: 200,
    answer: Kpis,
    permission: "metrics.read",
    examples: () => ({
      now: {
        summary: "As of now",
        answer: {
          last_7_days: { ...some, previous: none },
          last_30_days: { ...some, previous: none },
          currency: "EUR",
          time_zone: "Europe/Berlin",
          as_of: "2026-01-15T09:30:00.000Z",
        },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/keys",
    feature: "kpis",
    tag: "Website and payments",
    summary: "List the company's own keys",
    notes: "The publishable key in full; of the secret key, only its last characters.",
    who: "member_of_project",
    input: { params: ProjectRef },
    status: 200,
    answer: ProjectKeys,
    permission: "projects.read",
    examples: () => ({ all: { summary: "The keys", answer: { data: [KEY], next_cursor: null } } }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/keys",
    feature: "kpis",
    tag: "Website and payments",
    summary: "Create a publishable or secret key",
    notes:
      "The previous key ends at once. Only this answer contains a secret key. Needs a session: an API key cannot create keys.",
    who: "member_of_project",
    input: { params: ProjectRef, body: RotateProjectKey },
    status: 201,
    answer: NewProjectKey,
    permission: "keys.write",
    examples: () => ({
      secret: {
        summary: "A secret key",
        body: { kind: "secret" },
        answer: { ...KEY, key: "gsk_shown-this-once-Qx7A" },
      },
    }),
  },
];
