import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/track/open/[token]/route";
import { reportClicks } from "@/lib/metering/events/report-clicks";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { findLinkEmail } from "@/lib/outreach/tracking/find-link-email";
import { keepRequest } from "@/lib/outreach/tracking/keep-request";
import type { Machine } from "@/lib/outreach/tracking/schemas";
import { setUpTracking } from "@/lib/outreach/tracking/set-up-tracking";
import { takeClick } from "@/lib/outreach/tracking/take-click";
import { takeOpen } from "@/lib/outreach/tracking/take-open";
import type { SystemCtx } from "@/lib/platform/ctx";
import { approveDrafts } from "../../../factories/approve-drafts";
import { jobCtx, type JobCtx } from "../../../factories/test-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../../outreach/sequence/engine-world";

const MINUTE_MS = 60_000;
const URL_IN_TEXT = "https://acme-lab.com/offer";

let world: EngineWorld;
let sender: Sender;
let sent: Sent;
beforeAll(async () => {
  world = await createEngineWorld({ APP_URL: "https://app.example" });
});
afterAll(() => world.close());
beforeEach(async () => {
  sender = await world.sender();
  await setUpTracking(sender.company.owner, { track_opens: true, track_clicks: true });
  sent = await send();
});

type Sent = {
  leadId: string;
  claimId: string;
  email: string;
  html: string;
  text: string;
  picture: string;
  link: string;
};

/** An email with a link and a picture, handed over. */
async function send(): Promise<Sent> {
  const { leadId, email } = await sender.written();
  await world.admin.query("update genesis.sequence_emails set body = $2 where lead_id = $1 and step = 1", [
    leadId,
    `See ${URL_IN_TEXT}.`,
  ]);
  await approveDrafts(sender.company.owner, sender.campaignId);
  const { claim_id: claimId, html, text } = await sender.claimOne();
  await confirmClaim(sender.engine, { claimId });
  await recordOutcome(sender.engine, { claimId, status: "sent" });
  const [, picture = ""] = /\/api\/track\/open\/([\w.]+)"/.exec(html) ?? [];
  const [, link = ""] = /\/api\/track\/click\/([\w.]+)"/.exec(html) ?? [];
  return { leadId, claimId, email, html, text, picture, link };
}

const from = (address: string, minutes = 0): SystemCtx => ({
  ...world.system(),
  address,
  now: () => new Date(Date.now() + minutes * MINUTE_MS),
});
const open = ({
  token = sent.picture,
  address = "203.0.113.5",
  minutes = 0,
  machine = null as Machine | null,
  host = null as string | null,
} = {}): Promise<void> => takeOpen(from(address, minutes), { token, host, machine });
/** The job, so many minutes from now. */
const later = (minutes: number): JobCtx => ({
  ...jobCtx(sender.company.owner),
  now: () => new Date(Date.now() + minutes * MINUTE_MS),
});
const opened = async (): Promise<{ contact_email: string; step: number }[]> => {
  const { rows } = await world.admin.query<{ contact_email: string; step: number }>(
    "select contact_email, step from email_events where workspace_id = $1 and event_type = 'opened'",
    [sender.company.workspaceId],
  );
  return rows;
};
const kept = async (): Promise<(string | null)[]> => {
  const { rows } = await world.admin.query<{ machine: string | null }>(
    "select machine from genesis.link_clicks where workspace_id = $1 and link is null order by at, id",
    [sender.company.workspaceId],
  );
  return rows.map(({ machine }) => machine);
};

describe("the picture", () => {
  test("stands in the HTML of new emails, not in their text, and in none once opens are not counted", async () => {
    expect(sent.picture).not.toBe("");
    expect(sent.text).not.toContain("/api/track/");
    await setUpTracking(sender.company.owner, { track_opens: false });
    const next = await send();
    expect([next.picture, next.link]).toEqual(["", expect.stringMatching(/./)]);
  });

  test("is the same for a token of ours and one that is not, and is never kept by a cache", async () => {
    const ask = (token: string): Promise<Response> =>
      GET(new Request(`https://app.example/api/track/open/${token}`), { params: Promise.resolve({ token }) });
    const [ours, forged] = await Promise.all([ask(sent.picture), ask(`${"0".repeat(32)}.${"a".repeat(20)}`)]);
    const bytes = async (response: Response): Promise<string> =>
      Buffer.from(await response.arrayBuffer()).toString("latin1");
    expect([ours.status, forged.status]).toEqual([200, 200]);
    expect(ours.headers.get("content-type")).toBe("image/gif");
    expect(ours.headers.get("cache-control")).toContain("no-store");
    const picture = await bytes(ours);
    expect(picture).toMatch(/^GIF89a/);
    expect(await bytes(forged)).toBe(picture);
    // A program without a name asked.
    expect(await kept()).toEqual(["agent"]);
  });
});

test("a person's look is one event an email, however often the picture is fetched, and counts in the day's sums", async () => {
  await open();
  await open({ minutes: 1 });
  expect(await reportClicks(later(3))).toBe(2);
  await open({ minutes: 60 });
  await reportClicks(later(65));
  expect(await opened()).toEqual([{ contact_email: sent.email, step: 1 }]);
  const { rows } = await world.admin.query<{ opens: number; clicks: number }>(
    "select sum(opens)::int as opens, sum(clicks)::int as clicks from daily_stats where workspace_id = $1",
    [sender.company.workspaceId],
  );
  expect(rows).toEqual([{ opens: 1, clicks: 0 }]);
});

describe("counts nowhere", () => {
  test.each(["head", "prefetch", "agent", "proxy"] as const)("fetched by a machine: %s", async (machine) => {
    await open({ machine });
    expect(await reportClicks(later(2))).toBe(0);
    expect([await opened(), await kept()]).toEqual([[], [machine]]);
  });

  test("fetched by several hosts within seconds of the delivery", async () => {
    await open({ address: "192.0.2.1" });
    await open({ address: "192.0.2.2" });
    expect(await reportClicks(later(2))).toBe(0);
    expect(await kept()).toEqual(["burst", "burst"]);
  });

  test("with another claim or signature than it was signed for, at another company's host, after a year, or once the person was erased", async () => {
    const [claim = "", mac = ""] = sent.picture.split(".");
    const other = await send();
    await setUpTracking(sender.company.owner, { host: "link.own-open-lab.com" });
    const forged = [`${claim}.${"a".repeat(20)}`, `${other.claimId.replaceAll("-", "")}.${mac}`, claim, sent.link, ""];
    for (const token of forged) await open({ token });
    await open({ host: "link.elsewhere-lab.com" });
    await open({ minutes: 366 * 24 * 60 });
    expect(await kept()).toEqual([]);
    await open({ host: "link.own-open-lab.com" });
    expect(await kept()).toEqual([null]);
    await eraseLead(sender.company.owner, { leadId: sent.leadId, do_not_contact: false });
    await open();
    expect(await reportClicks(later(2))).toBe(0);
    expect([await opened(), await kept()]).toEqual([[], [null]]);
  });
});

test("a click stays a person's beside the proxy that fetched the picture, and fifty fetches keep no click out", async () => {
  for (let index = 0; index < 55; index += 1) await open({ address: "192.0.2.9", machine: "proxy" });
  expect(await kept()).toHaveLength(50);
  expect(await takeClick(from("203.0.113.5"), { token: sent.link, host: null, machine: null })).toBe(URL_IN_TEXT);
  expect(await reportClicks(later(2))).toBe(1);
  const { rows } = await world.admin.query(
    "select event_type from email_events where workspace_id = $1 and event_type in ('opened', 'clicked')",
    [sender.company.workspaceId],
  );
  expect(rows).toEqual([{ event_type: "clicked" }]);
});

test("a fetch in a frozen workspace is kept too", async () => {
  const { workspaceId } = sender.company;
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'test' where id = $1", [
    workspaceId,
  ]);
  const asked = { claimId: sent.claimId, host: null, isSigned: (of: string) => of === workspaceId };
  expect(await findLinkEmail(world.system(), asked)).toMatchObject({ workspaceId });
  await keepRequest(from("203.0.113.5"), { workspaceId, claimId: sent.claimId, link: null, machine: null });
  expect(await kept()).toEqual([null]);
});
