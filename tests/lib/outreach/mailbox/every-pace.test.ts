import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isPublicDomain } from "@/lib/outreach/replies/public-domains";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { campaignIn } from "../../../factories/campaigns";
import { approveDrafts } from "../../../factories/approve-drafts";
import { passTime, sendNext, setPacing, useRealAccount } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";
import { claimDueEmails } from "@/lib/outreach/sequence/claim-due-emails";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
  await useRealAccount(world, sender);
  await setPacing(world, sender, "ramp_up = false, domain_limit = 10000");
});
afterAll(() => world.close());

const waitMs = (nextDueAt: string | null): number => Date.parse(nextDueAt ?? "") - Date.now();
const inMinutes = (minutes: number): number => minutes * 60_000;

/** A second campaign of the same account, with the same people. */
async function otherCampaign(): Promise<string> {
  const { workspaceId, owner } = sender.company;
  const { campaignId } = await campaignIn(world, sender.company, "active");
  await world.admin.query("update campaigns set step_delays_days = '{0,0,0}' where id = $1", [campaignId]);
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, drafted_at)
     select workspace_id, $2, lead_id, step, to_email, 'Other ' || step, 'Other ' || step, draft_source, drafted_at
     from genesis.sequence_emails where workspace_id = $1 and campaign_id = $3 and step = 1`,
    [workspaceId, campaignId, sender.campaignId],
  );
  await approveDrafts(owner, campaignId);
  return campaignId;
}
const claimOf = (campaignId: string) =>
  claimDueEmails(sender.engine, { campaign_id: campaignId, step: 1, limit: 10, confirms: true });

describe("the gap between two emails of an account", () => {
  test("a burst of 50 has at least the shortest gap 49 times, and gaps that differ", async () => {
    for (let lead = 0; lead < 50; lead += 1) await sender.written();
    await approveDrafts(sender.company.owner, sender.campaignId);
    const waits: number[] = [];
    for (let left = 49; left > 0; left -= 1) {
      await sendNext(sender);
      const { claims, reasons, next_due_at: until } = await sender.claim();
      expect(claims).toEqual([]);
      expect(reasons[0]).toMatchObject({ code: "spacing.waiting", count: left, until });
      waits.push(waitMs(until));
      await passTime(world, sender, waitMs(until) + 100);
    }
    await sendNext(sender);
    expect(Math.min(...waits)).toBeGreaterThan(59_000);
    expect(Math.max(...waits)).toBeLessThan(180_000);
    expect(new Set(waits.map((wait) => Math.round(wait / 1000))).size).toBeGreaterThan(20);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(49 * 59_000);
  });

  test("holds for twenty runs at once and for two campaigns together", async () => {
    await sender.drafted();
    await sender.drafted();
    const other = await otherCampaign();
    const lots = await Promise.all(
      Array.from({ length: 20 }, (_, run) => (run % 2 === 0 ? sender.claim() : claimOf(other))),
    );
    expect(lots.flatMap(({ claims }) => claims)).toHaveLength(1);
    expect(new Set(lots.flatMap(({ reasons }) => reasons.map(({ code }) => code)))).toContain("spacing.waiting");
  });

  test("is kept by an email that is handed out and not confirmed, until its claim runs out", async () => {
    await sender.drafted();
    await sender.drafted();
    await sender.claimOne();
    await passTime(world, sender, inMinutes(9));
    expect(await sender.claim()).toMatchObject({ claims: [], reasons: [{ code: "spacing.waiting", count: 1 }, {}] });
    // The run was killed between claim and confirmation: the email is due again, and so is its place.
    await passTime(world, sender, inMinutes(2));
    expect((await sender.claim()).claims).toHaveLength(1);
  });

  test.each(["not_sent", "server_unusable"] as const)("is free again at once after %s", async (status) => {
    await sender.drafted();
    await sender.drafted();
    const { claim_id: claimId } = await sender.claimOne();
    await recordOutcome(sender.engine, { claimId, status, response: "421 try later" });
    expect((await sender.claim()).claims).toHaveLength(1);
  });

  test("is kept after a server refused the message: each attempt counts", async () => {
    await sender.drafted();
    await sender.drafted();
    const { claim_id: claimId } = await sender.claimOne();
    await recordOutcome(sender.engine, { claimId, status: "refused", response: "451 4.7.1 greylisted, try again" });
    expect(await sender.claim()).toMatchObject({
      claims: [],
      reasons: expect.arrayContaining([
        {
          code: "spacing.waiting",
          count: 1,
          until: expect.any(String),
        },
      ]),
    });
  });

  test("a mailbox that was away for an hour sends one email after it, not the sixty it missed", async () => {
    for (let lead = 0; lead < 5; lead += 1) await sender.drafted();
    await sendNext(sender);
    await passTime(world, sender, inMinutes(60));
    expect((await sender.claim()).claims).toHaveLength(1);
    expect((await sender.claim()).claims).toEqual([]);
  });

  test("another workspace's account has a pace of its own, and the test mailbox has none", async () => {
    await sender.drafted();
    await sendNext(sender);
    const other = await world.sender();
    for (let lead = 0; lead < 12; lead += 1) await other.drafted();
    expect((await other.claim()).claims).toHaveLength(10);
  });
});

describe("the people of one company", () => {
  test("get at most the limit a day, by whatever host; the rest are named with the next day", async () => {
    await setPacing(world, sender, "gap_from_seconds = 0, gap_to_seconds = 0, domain_limit = 2");
    for (const address of ["a@acme.example", "b@Sales.Acme.example", "c@acme.example", "d@other.example"])
      await sender.drafted(address.toLowerCase());
    await sendNext(sender);
    await sendNext(sender);
    await sendNext(sender);
    const midnight = new Date(Math.floor(Date.now() / 86_400_000 + 1) * 86_400_000).toISOString();
    expect(await sender.claim()).toMatchObject({
      claims: [],
      next_due_at: midnight,
      reasons: [{ code: "domain_limit.reached", count: 1, until: midnight }],
    });
    await passTime(world, sender, inMinutes(24 * 60));
    expect((await sender.claim()).claims).toHaveLength(1);
  });

  test("of a public provider are no company", async () => {
    await setPacing(world, sender, "gap_from_seconds = 0, gap_to_seconds = 0, domain_limit = 1");
    for (const name of ["a", "b", "c"]) await sender.drafted(`${name}${sender.campaignId.slice(0, 8)}@gmail.com`);
    for (let email = 0; email < 3; email += 1) expect(await sendNext(sender)).toContain("@gmail.com");
  });

  test.each([
    ["ann@acme.example", "acme.example"],
    ["ann@mail.eu.acme.example", "acme.example"],
    ["ann@acme.co.uk", "acme.co.uk"],
    ["ann@sales.acme.com.au", "acme.com.au"],
    ["ann@acme.co", "acme.co"],
    ["Ann@ACME.example", "acme.example"],
    ["ann@gmail.com", null],
    ["ann@yahoo.co.uk", null],
    ["ann@web.de", null],
    ["ann@t-online.de", null],
    ["ann@gmail.acme.example", "acme.example"],
    ["ann@localhost", "localhost"],
  ])("%s belongs to %s, as for replies", async (address, domain) => {
    const { rows } = await world.admin.query<{ domain: string | null }>("select private.company_domain($1) as domain", [
      address,
    ]);
    expect(rows).toEqual([{ domain }]);
    expect(isPublicDomain(address.split("@")[1] ?? "")).toBe(domain === null);
  });
});
