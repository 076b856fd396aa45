import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reportClicks } from "@/lib/metering/events/report-clicks";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { endClicks } from "@/lib/outreach/tracking/end-clicks";
import { listJudgedClicks } from "@/lib/outreach/tracking/list-judged-clicks";
import { lookUpClaim } from "@/lib/outreach/tracking/look-up-claim";
import type { Machine } from "@/lib/outreach/tracking/schemas";
import { setUpTracking } from "@/lib/outreach/tracking/set-up-tracking";
import { takeClick } from "@/lib/outreach/tracking/take-click";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { approveDrafts } from "../../../factories/approve-drafts";
import { jobCtx, type JobCtx } from "../../../factories/test-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../../outreach/sequence/engine-world";

const MINUTE_MS = 60_000;
const FIRST = "https://acme-lab.com/offer?a=1&b=2";
const SECOND = "https://acme-lab.com/terms";

let world: EngineWorld;
let sender: Sender;
let sent: Sent;
beforeAll(async () => {
  world = await createEngineWorld({ APP_URL: "https://app.example" });
});
afterAll(() => world.close());
beforeEach(async () => {
  sender = await world.sender();
  await setUpTracking(sender.company.owner, { track_clicks: true });
  sent = await send();
});

type Sent = { leadId: string; claimId: string; email: string; tokens: string[] };

/** An email with two links, handed over, with the tokens of its counted links. */
async function send(): Promise<Sent> {
  const { leadId, email } = await sender.written();
  await world.admin.query("update genesis.sequence_emails set body = $2 where lead_id = $1 and step = 1", [
    leadId,
    `See ${FIRST}. The terms: ${SECOND}`,
  ]);
  await approveDrafts(sender.company.owner, sender.campaignId);
  const { claim_id: claimId, html } = await sender.claimOne();
  await confirmClaim(sender.engine, { claimId });
  await recordOutcome(sender.engine, { claimId, status: "sent" });
  const tokens = [...html.matchAll(/\/api\/track\/click\/([\w.]+)"/g)].map(([, token = ""]) => token);
  return { leadId, claimId, email, tokens };
}

const from = (address: string, minutes = 0): SystemCtx => ({
  ...world.system(),
  address,
  now: () => new Date(Date.now() + minutes * MINUTE_MS),
});
const click = (link: number, { address = "203.0.113.5", minutes = 0, machine = null as Machine | null } = {}) =>
  takeClick(from(address, minutes), { token: sent.tokens[link] ?? "", host: null, machine });
/** The job, so many minutes from now. */
const later = (minutes: number): JobCtx => ({
  ...jobCtx(sender.company.owner),
  now: () => new Date(Date.now() + minutes * MINUTE_MS),
});
const events = async (): Promise<{ contact_email: string; url: string; step: number }[]> => {
  const { rows } = await world.admin.query<{ contact_email: string; url: string; step: number }>(
    `select contact_email, metadata ->> 'url' as url, step from email_events
     where workspace_id = $1 and event_type = 'clicked' order by event_ts, id`,
    [sender.company.workspaceId],
  );
  return rows;
};
const kept = async (): Promise<{ machine: string | null; visitor: string | null; reported: boolean }[]> => {
  const { rows } = await world.admin.query<{ machine: string | null; visitor: string | null; reported: boolean }>(
    `select machine, visitor, reported_at is not null as reported from genesis.link_clicks where workspace_id = $1 order by at, id`,
    [sender.company.workspaceId],
  );
  return rows;
};

describe("a person's click", () => {
  test("leads to the address that stands in the email, and is one event however often it is repeated", async () => {
    expect(await click(0)).toBe(FIRST);
    expect(await click(0)).toBe(FIRST);
    expect(await click(1)).toBe(SECOND);
    expect(await reportClicks(later(0))).toBe(0);
    expect(await reportClicks(later(2))).toBe(3);
    expect(await reportClicks(later(3))).toBe(0);
    expect((await events()).map(({ url }) => url).toSorted()).toEqual([FIRST, SECOND]);
    expect((await events())[0]).toMatchObject({ contact_email: sent.email, step: 1 });
    const { rows } = await world.admin.query<{ clicks: number }>(
      "select sum(clicks)::int as clicks from daily_stats where workspace_id = $1",
      [sender.company.workspaceId],
    );
    expect(rows).toEqual([{ clicks: 2 }]);
    expect(await kept()).toEqual(Array.from({ length: 3 }, () => ({ machine: null, visitor: null, reported: true })));
  });

  test("is judged by a job a little later, and one that came meanwhile by the next", async () => {
    const jobs = async () =>
      (await world.jobs(sender.company.workspaceId)).filter(({ name }) => name === "tracking.report_clicks").length;
    await click(0);
    await click(1, { minutes: 2 });
    expect(await jobs()).toBe(1);
    await world.admin.query("delete from pgboss.job where name = 'tracking.report_clicks'");
    expect(await reportClicks(later(2))).toBe(1);
    expect(await jobs()).toBe(1);
  });
});

describe("a machine's click leads on and counts nowhere", () => {
  test.each(["head", "prefetch", "agent"] as const)("by its %s", async (machine) => {
    expect(await click(0, { machine })).toBe(FIRST);
    expect(await reportClicks(later(2))).toBe(0);
    expect(await events()).toEqual([]);
    expect(await kept()).toMatchObject([{ machine, reported: true }]);
  });

  test("by several hosts within seconds of the delivery; a person's later click counts", async () => {
    await click(0, { address: "192.0.2.1" });
    await click(1, { address: "192.0.2.2" });
    await click(1, { address: "203.0.113.5", minutes: 5 });
    expect(await reportClicks(later(10))).toBe(1);
    expect((await events()).map(({ url }) => url)).toEqual([SECOND]);
    expect((await kept()).map(({ machine }) => machine)).toEqual(["burst", "burst", null]);
  });

  test("and of one email no more than fifty are kept", async () => {
    for (let index = 0; index < 60; index += 1) expect(await click(0, { machine: "agent" })).toBe(FIRST);
    expect(await kept()).toHaveLength(50);
  });
});

describe("a link leads nowhere", () => {
  const take = (token: string, { host = null as string | null, minutes = 0 } = {}) =>
    takeClick(from("203.0.113.5", minutes), { token, host, machine: null });

  test("with another link, claim or signature than it was signed for", async () => {
    const [claim = "", , mac = ""] = (sent.tokens[0] ?? "").split(".");
    const other = await send();
    const forged = [
      `${claim}.1.${mac}`,
      `${claim}.0.${"a".repeat(20)}`,
      `${other.claimId.replaceAll("-", "")}.0.${mac}`,
      `${"0".repeat(32)}.0.${mac}`,
      `${claim}.0`,
      "https://evil.example",
      "",
    ];
    for (const token of forged) expect(await take(token)).toBeNull();
    expect(await kept()).toEqual([]);
  });

  test("after a year", async () => {
    expect(await take(sent.tokens[0] ?? "", { minutes: 364 * 24 * 60 })).toBe(FIRST);
    expect(await take(sent.tokens[0] ?? "", { minutes: 366 * 24 * 60 })).toBeNull();
  });

  test("at the host of another company", async () => {
    const other = await world.sender();
    await setUpTracking(other.company.owner, { host: "link.other-lab.com" });
    await setUpTracking(sender.company.owner, { host: "link.own-lab.com" });
    expect(await take(sent.tokens[0] ?? "", { host: "link.other-lab.com" })).toBeNull();
    expect(await take(sent.tokens[0] ?? "", { host: "link.elsewhere-lab.com" })).toBeNull();
    expect(await take(sent.tokens[0] ?? "", { host: "link.own-lab.com" })).toBe(FIRST);
  });

  test("once its person was erased, whose clicks then become no event", async () => {
    await click(0);
    await eraseLead(sender.company.owner, { leadId: sent.leadId, do_not_contact: false });
    expect(await take(sent.tokens[0] ?? "")).toBeNull();
    expect((await lookUpClaim(world.system(), sent.claimId))?.text).toBeNull();
    expect(await reportClicks(later(2))).toBe(0);
    expect(await kept()).toMatchObject([{ reported: true }]);
  });
});

test("a click in a frozen workspace leads on too", async () => {
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'test' where id = $1", [
    sender.company.workspaceId,
  ]);
  expect(await click(0)).toBe(FIRST);
});

test("clicks that were judged are not judged again, and whoever may not report events judges none", async () => {
  await click(0);
  await withTransaction(later(2), async (tx) => {
    const judged = await listJudgedClicks(tx);
    expect(judged).toMatchObject([{ machine: null, event: { clicked: { url: FIRST }, email: sent.email } }]);
    await endClicks(tx, judged);
    expect(await listJudgedClicks(tx)).toEqual([]);
  });
  await expect(reportClicks(sender.company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
