import { randomUUID } from "node:crypto";

/** Of a hundred events, what a sequence reports: most is sent and delivered, three in a hundred end somebody's sequence. */
const MIX: readonly [string, number][] = [
  ["sent", 42],
  ["delivered", 40],
  ["opened", 12],
  ["clicked", 3],
  ["replied", 1],
  ["bounced", 1],
  ["opt_out", 1],
];
const TYPES = interleaved(MIX.flatMap(([type, share]) => Array.from({ length: share }, () => type)));
export const PEOPLE = 2_000;

/** Spreads the rare ones over the hundred; the same order every time. */
function interleaved(types: readonly string[]): string[] {
  return types.map((_, index) => types[(index * 37) % types.length] ?? "sent");
}

export const typeOf = (index: number): string => TYPES[index % TYPES.length] ?? "sent";
export const addressOf = (index: number): string => `person-${(index * 7919) % PEOPLE}@example.com`;

/** One event as an instance's workflow reports it. */
export function sampleEvent(of: { workspaceId: string; campaignId: string; index: number; key: string }) {
  const { workspaceId, campaignId, index, key } = of;
  return {
    workspace_id: workspaceId,
    contact_email: addressOf(index),
    event_type: typeOf(index),
    idempotency_key: key,
    campaign_id: campaignId,
    step: 1 + (index % 3),
    provider: "smtp",
    provider_message_id: key,
    event_ts: new Date().toISOString(),
    subject: "A question about your rockets",
    metadata: { execution: "1234", workflow: "Email 1" },
  };
}

/** The same event as a row of `email_events`, for who stores it without the application. */
export function sampleRow(of: { workspaceId: string; campaignId: string; groupId: string; index: number }) {
  const { workspace_id: _workspace, ...event } = sampleEvent({ ...of, key: randomUUID() });
  const { provider_message_id: message, event_type: type, step } = event;
  return {
    id: randomUUID(),
    ...event,
    campaign_group_id: of.groupId,
    event_key: JSON.stringify(["smtp", message, type, step]),
  };
}
export type SampleRow = ReturnType<typeof sampleRow>;

/** One page view as the script of a company's website reports it. */
export function sampleView(key: string) {
  return {
    event_id: key,
    name: "pageview",
    occurred_at: new Date().toISOString(),
    visitor_id: "visitor-1234",
    url: "https://rockets.example/pricing?plan=team",
    referrer: "https://search.example/",
    properties: { title: "Pricing" },
  };
}
