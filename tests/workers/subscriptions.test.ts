import { expect, test } from "vitest";
import type { EventContract } from "@/lib/platform/contracts";
import { contracts } from "@/workers/contracts";
import { jobsAfter, subscriptions } from "@/workers/subscriptions";

const modules = import.meta.glob<Record<string, unknown>>("../../lib/*/*/events.ts", { eager: true });
const isEvent = (value: unknown): value is EventContract =>
  typeof value === "object" && value !== null && "announced" in value;
const events = Object.values(modules).flatMap((module) => Object.values(module).filter(isEvent));

test("every announced event has a subscription, and every subscription is to an announced event", () => {
  expect(events.length).toBeGreaterThan(30);
  const announced = events.filter((event) => event.announced).map(({ type }) => type);
  expect([...new Set(subscriptions.map(({ type }) => type))].sort()).toEqual([...new Set(announced)].sort());
});

const workspaceId = "3f0f1e0a-7c1b-4f6e-9d6c-3a3b8c1d2e4f";
const id = "8a3cdb3a-2f7c-4e2b-9a8c-0b7f6a5d4c3b";
const at = "2026-11-21T12:00:00.000Z";
const token = { tokenId: id, lastFour: "abcd", overlapHours: 1 };
const optOut = { recipient: "j•••@b.test", contactEmail: "jo@b.test", leadId: id, campaignId: id, cancelledDrafts: 0 };

test.each([
  ["workspace.webhook_token_issued", { ...token, isRotation: true }, ["ignition.refresh_credentials"]],
  ["workspace.webhook_token_issued", { ...token, isRotation: false }, []],
  ["mail_account.saved", { credentialId: id, preview: "a", testMailbox: false }, ["ignition.refresh_credentials"]],
  ["mail_account.provider_changed", { provider: "gmail", campaigns: 1 }, ["ignition.refresh_campaigns"]],
  [
    "reply_mailbox.saved",
    { credentialId: id, preview: "a" },
    ["ignition.refresh_credentials", "ignition.refresh_campaigns"],
  ],
  ["workspace.renamed", { from: "A", to: "B" }, ["ignition.refresh_campaigns"]],
  ["brand.saved", { companyName: "A", senderName: "Jo", senderEmail: "jo@a.test" }, ["ignition.refresh_campaigns"]],
  [
    "schedule.saved",
    { timeZone: "Asia/Tokyo", days: [1], from: "09:00", to: "17:00", dailyLimit: 9 },
    ["recurring.follow_zone"],
  ],
  ["unsubscribe.confirmed", optOut, ["ingestion.record_event"]],
  ["a.type_without_subscription", {}, []],
])("after %s with %j follow %j", (type, data, names) => {
  const jobs = jobsAfter({ workspaceId, type, data, at });
  expect(jobs.map(({ name }) => name)).toEqual(names);
  for (const { name, payload } of jobs) {
    const contract = Object.values(contracts).find((job) => job.name === name);
    expect(contract?.payload.parse(payload)).toMatchObject({ workspaceId });
  }
});

test("an unsubscribe is counted at the time it was confirmed, once for each lead and campaign", () => {
  const [job] = jobsAfter({ workspaceId, type: "unsubscribe.confirmed", data: optOut, at });
  expect(job?.payload).toMatchObject({
    event: { contact_email: "jo@b.test", event_ts: at, idempotency_key: `${workspaceId}:${id}:${id}:opt_out` },
  });
});
