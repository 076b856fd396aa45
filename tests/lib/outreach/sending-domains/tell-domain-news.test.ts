import { afterAll, beforeAll, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { NEW_CLOCK, type DomainClock } from "@/lib/outreach/sending-domains/follow-check";
import type { DnsVerification } from "@/lib/outreach/sending-domains/schemas";
import { tellDomainNews } from "@/lib/outreach/sending-domains/tell-domain-news";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const AT = new Date("2026-03-02T09:00:00Z");
const VERIFIED: DomainClock = { ...NEW_CLOCK, verifiedAt: AT };
const FAILING: DomainClock = { ...NEW_CLOCK, failingSince: AT };
const PAUSED: DomainClock = { ...FAILING, pausedAt: AT };

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

/** The lines and notifications that a change of a domain leads to. */
async function newsOf(before: DomainClock, clock: DomainClock, sends = true) {
  const { owner, workspaceId } = await world.company();
  const isRight = clock.verifiedAt !== null;
  const verification: DnsVerification = {
    domain: "northwind-lab.com",
    status: isRight ? "verified" : "failing",
    checked_at: AT.toISOString(),
    checks: [
      { purpose: "spf", decides: true, verdict: isRight ? "yes" : "no", code: "spf", words: "SPF words." },
      { purpose: "mx", decides: false, verdict: "no", code: "mx", words: "Advice." },
    ],
  };
  await withTransaction(owner, (tx) => tellDomainNews(tx, { verification, before, clock, sends }));
  const lines = (await world.ledger(workspaceId)).filter(({ event_type }) => event_type.startsWith("sending_domain."));
  const told = (await listNotifications(owner, { limit: 10 })).data.map(({ type }) => type);
  return { lines: lines.map(({ message }) => message), told };
}

test("a first fault, a pause and its end are told with the findings that decide", async () => {
  expect(await newsOf(NEW_CLOCK, FAILING)).toEqual({
    lines: [
      "The DNS records of northwind-lab.com are wrong: SPF words. Unless that changes, cold emails wait after 72 hours.",
    ],
    told: ["sending_domain.failed"],
  });
  const paused = await newsOf(FAILING, PAUSED);
  expect(paused.told).toEqual(["sending_domain.paused"]);
  expect(paused.lines[0]).toContain("have been wrong for 72 hours: SPF words. Answers are sent all the same.");
  expect((await newsOf(PAUSED, VERIFIED)).told).toEqual(["sending_domain.resumed"]);
});

test("the same state is no news, and a domain that nothing is sent from is no news to the founders", async () => {
  for (const clock of [VERIFIED, FAILING, PAUSED, NEW_CLOCK])
    expect(await newsOf(clock, clock)).toEqual({ lines: [], told: [] });
  expect(await newsOf(NEW_CLOCK, FAILING, false)).toMatchObject({ told: [] });
  expect(await newsOf(NEW_CLOCK, VERIFIED)).toEqual({
    lines: ["The DNS records of northwind-lab.com are right: its emails can be trusted."],
    told: [],
  });
});
