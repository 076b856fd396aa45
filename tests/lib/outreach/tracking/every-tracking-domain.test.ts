import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { openClaim } from "@/lib/outreach/sequence/open-claim";
import { takeClaims } from "@/lib/outreach/sequence/take-claims";
import { checkHost } from "@/lib/outreach/tracking/check-host";
import { findClaimants } from "@/lib/outreach/tracking/find-claimants";
import { findLastHolder } from "@/lib/outreach/tracking/find-last-holder";
import { findLinkSettings } from "@/lib/outreach/tracking/find-link-settings";
import { getTracking } from "@/lib/outreach/tracking/get-tracking";
import type { Visit } from "@/lib/outreach/tracking/look-at-host";
import { readTracking } from "@/lib/outreach/tracking/read-tracking";
import type { TrackingDomain } from "@/lib/outreach/tracking/schemas";
import { setUpTracking } from "@/lib/outreach/tracking/set-up-tracking";
import { sweepHosts } from "@/lib/outreach/tracking/sweep-hosts";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { DOMAIN } from "../../operations/onboarding/domain-zone";
import type { Sender } from "../sequence/engine-world";
import { createTrackingWorld, OWN_HOST, type TrackingWorld } from "./tracking-world";

const HOUR_MS = 3_600_000;

let world: TrackingWorld;
let sender: Sender;
let host: string;
beforeAll(async () => {
  world = await createTrackingWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  sender = await world.sender();
  host = world.newHost();
  world.enter({ [`CNAME ${host}`]: [OWN_HOST] });
});

const away: Visit = async () => {
  throw new AppError("unavailable", "It did not answer within 10 s.", { code: "web.timeout" });
};
/** The owner, so many hours from now. */
const later = (hours: number): WorkspaceCtx => ({
  ...sender.company.owner,
  now: () => new Date(Date.now() + hours * HOUR_MS),
});
const check = (hours = 0, visit: Visit = world.visit): Promise<TrackingDomain> =>
  checkHost(later(hours), { dns: world.dns, visit });
const codesOf = ({ checks }: TrackingDomain): string[] => checks.map(({ code }) => code);
const told = async (): Promise<string[]> =>
  (await listNotifications(sender.company.owner, { limit: 50 })).data.map(({ type }) => type);
const lines = async (): Promise<string[]> =>
  (await world.ledger(sender.company.workspaceId))
    .map(({ event_type }) => event_type)
    .filter((type) => type.startsWith("tracking_domain."));
const checkJobs = async (): Promise<number> =>
  (await world.jobs(sender.company.workspaceId)).filter(({ name }) => name === "tracking.check_host").length;

describe("a host is named", () => {
  test("with its record, a line in the ledger and a job that checks it, and saved again it writes nothing", async () => {
    const { owner, viewer, stranger } = sender.company;
    const named = await setUpTracking(owner, { host });
    expect(named).toMatchObject({
      host,
      track_clicks: false,
      link_host: OWN_HOST,
      status: null,
      record: { type: "CNAME", name: host, value: OWN_HOST },
    });
    expect(await setUpTracking(owner, { host })).toEqual(named);
    expect(await getTracking(viewer)).toEqual(named);
    expect((await getTracking(stranger)).host).toBeNull();
    expect(await lines()).toEqual(["tracking_domain.set"]);
    expect(await checkJobs()).toBe(1);
  });

  test("and given up: links no longer use it, and nothing checks it", async () => {
    const { owner } = sender.company;
    await setUpTracking(owner, { host });
    await check();
    expect(await setUpTracking(owner, { host: null })).toMatchObject({ host: null, link_host: OWN_HOST, record: null });
    await expect(check()).rejects.toMatchObject({ kind: "not_found", code: "tracking.no_host" });
    expect(await lines()).toEqual(["tracking_domain.set", "tracking_domain.verified", "tracking_domain.removed"]);
  });

  test("and not by a viewer, nor where the queue refuses the check", async () => {
    const { owner, viewer } = sender.company;
    await expect(setUpTracking(viewer, { host })).rejects.toMatchObject({ code: "permission.missing" });
    await expect(checkHost(viewer)).rejects.toMatchObject({ code: "permission.missing" });
    await expect(world.withoutQueue(() => setUpTracking(owner, { host }))).rejects.toThrow();
    expect((await getTracking(owner)).host).toBeNull();
    expect(await lines()).toEqual([]);
  });

  test("opens are counted only when a founder says so, whatever becomes of the host", async () => {
    const { owner } = sender.company;
    expect(await setUpTracking(owner, { host })).toMatchObject({ track_opens: false });
    expect(await setUpTracking(owner, { track_opens: true })).toMatchObject({ track_opens: true, track_clicks: false });
    expect(await setUpTracking(owner, { host: null })).toMatchObject({ track_opens: true });
    expect(await lines()).toEqual(["tracking_domain.set", "tracking_domain.opens_changed", "tracking_domain.removed"]);
  });

  test("clicks are counted only when a founder says so", async () => {
    const { owner } = sender.company;
    expect(await setUpTracking(owner, { track_clicks: true })).toMatchObject({ host: null, track_clicks: true });
    expect(await setUpTracking(owner, { track_clicks: false })).toMatchObject({ track_clicks: false });
    expect(await lines()).toEqual(["tracking_domain.clicks_changed", "tracking_domain.clicks_changed"]);
  });
});

describe("a check", () => {
  beforeEach(() => setUpTracking(sender.company.owner, { host }));

  test("verifies a host that leads here by its record and answers, and keeps the evidence", async () => {
    const checked = await check();
    expect(checked).toMatchObject({ status: "verified", link_host: host, failing_since: null });
    expect(checked.record?.relative_name).toBe(host.replace(`.${DOMAIN}`, ""));
    expect(checked.dns_host?.name).toBe("Cloudflare");
    expect(codesOf(checked)).toEqual(["cname.right", "answer.right"]);
    expect(checked.history).toEqual([{ checked_at: checked.checked_at, status: "verified" }]);
    const { rows } = await world.admin.query<{ questions: object[] }>(
      "select questions from genesis.tracking_checks where workspace_id = $1",
      [sender.company.workspaceId],
    );
    expect(rows[0]?.questions).toContainEqual({
      servers: ["ada.ns.cloudflare.com"],
      type: "CNAME",
      name: host,
      answer: "found",
      values: [OWN_HOST],
    });
  });

  test("verifies a host behind a proxy that hides the record, because it answers", async () => {
    world.enter({ [`A ${host}`]: ["192.0.2.7"] });
    const checked = await check();
    expect(checked).toMatchObject({ status: "verified", link_host: host });
    expect(codesOf(checked)).toEqual(["cname.proxied", "answer.right"]);
  });

  test("is failing without a record, and where another server answers", async () => {
    world.enter({});
    expect(codesOf(await check(0, away))).toEqual(["cname.missing", "unanswered"]);
    world.enter({ [`CNAME ${host}`]: ["pages.elsewhere.net"] });
    const other: Visit = async () => ({ status: 200, body: "<h1>Our website</h1>" });
    const checked = await check(0, other);
    expect(checked).toMatchObject({ status: "failing", link_host: OWN_HOST });
    expect(codesOf(checked)).toEqual(["cname.other", "answer.other"]);
    // It was never right, so that nothing changed for the founders.
    expect(await told()).toEqual([]);
    expect(await lines()).toEqual(["tracking_domain.set"]);
  });

  test("does not give a company the host that carries the links of another one", async () => {
    await check();
    const other = await world.sender();
    await setUpTracking(other.company.owner, { host });
    const checked = await checkHost(other.company.owner, { dns: world.dns, visit: world.visit });
    expect(checked).toMatchObject({ status: "failing", link_host: OWN_HOST });
    expect(codesOf(checked)).toEqual(["cname.right", "answer.taken"]);
    expect(await findClaimants(world.system(), host)).toMatchObject([{ workspaceId: sender.company.workspaceId }]);
  });

  describe("of a host that another company gave up", () => {
    let next: Sender;
    const checkNext = (hours: number): Promise<TrackingDomain> =>
      checkHost({ ...next.company.owner, now: later(hours).now }, { dns: world.dns, visit: world.visit });
    beforeEach(async () => {
      await check();
      await setUpTracking(later(1), { host: null });
      next = await world.sender();
      await setUpTracking(next.company.owner, { host });
    });

    test("asks for a record that proves whose it is, and is right once that is there, and stays so without it", async () => {
      expect(await findLastHolder(world.system(), host)).toBe(sender.company.workspaceId);
      const asked = await checkNext(2);
      expect(asked).toMatchObject({ status: "failing", link_host: OWN_HOST });
      expect(codesOf(asked)).toEqual(["cname.right", "answer.right", "owner.missing"]);
      const { owner_record: proof } = asked;
      expect(proof).toMatchObject({ type: "TXT", name: `_greenlight-tracking.${host}` });
      expect(`${proof?.relative_name}.${DOMAIN}`).toBe(proof?.name);

      world.laboratory.enter(proof?.name ?? "", proof?.value ?? "");
      expect(await checkNext(3)).toMatchObject({ status: "verified", link_host: host });
      expect(await findLastHolder(world.system(), host)).toBe(next.company.workspaceId);
      world.enter({ [`CNAME ${host}`]: [OWN_HOST] });
      expect(await checkNext(4)).toMatchObject({ status: "verified", owner_record: null });
    });

    test("takes no other company's line for a proof, and the one that had it gets it back without one until then", async () => {
      await checkNext(2);
      world.laboratory.enter(`_greenlight-tracking.${host}`, `greenlight-tracking=${"0".repeat(32)}`);
      expect(codesOf(await checkNext(3))).toContain("owner.missing");
      await setUpTracking({ ...next.company.owner, now: later(4).now }, { host: null });
      await setUpTracking(later(5), { host });
      expect(await check(6)).toMatchObject({ status: "verified", owner_record: null });
    });

    test("keeps from when until when each had it", async () => {
      const proof = (await checkNext(2)).owner_record;
      world.laboratory.enter(proof?.name ?? "", proof?.value ?? "");
      await checkNext(3);
      await checkNext(4);
      const { rows } = await world.admin.query<{ workspace_id: string; ended: boolean; proof: string }>(
        "select workspace_id, held_until > held_from as ended, proof from genesis.tracking_holders where host = $1 order by held_from",
        [host],
      );
      expect(rows).toEqual([
        { workspace_id: sender.company.workspaceId, ended: true, proof: "answer" },
        { workspace_id: next.company.workspaceId, ended: null, proof: "record" },
      ]);
    });
  });

  test("of a host that was changed meanwhile says nothing about the new one", async () => {
    const next = world.newHost();
    const slow: Visit = async (url) => {
      await setUpTracking(sender.company.owner, { host: next });
      return world.visit(url);
    };
    expect(await check(0, slow)).toMatchObject({ host: next, status: null });
  });

  test("that ends after a later one changes nothing but the history", async () => {
    const newest = await check(2);
    world.enter({});
    expect(await check(1, away)).toMatchObject({ status: "verified", checked_at: newest.checked_at });
  });

  test("cannot judge a reserved name, and does not try again", async () => {
    await setUpTracking(sender.company.owner, { host: "link.northwind.example" });
    const checked = await check();
    expect(checked).toMatchObject({ status: "unknown", next_check_at: null, link_host: OWN_HOST });
    expect(codesOf(checked)).toEqual(["host.reserved"]);
  });
});

describe("the links of emails", () => {
  beforeEach(() => setUpTracking(sender.company.owner, { host }));
  const linksOf = async (): Promise<(string | undefined)[]> => {
    await sender.drafted();
    const email = await sender.claimOne();
    return [email.text, email.html, email.headers["List-Unsubscribe"] ?? ""].map(
      (part) => /https?:\/\/[^/]+(?=\/u\/[0-9a-f]{48})/.exec(part)?.[0],
    );
  };
  const own = (): string[] => [world.origin, world.origin, world.origin];
  const companys = (): string[] => [1, 2, 3].map(() => `http://${host}:${world.port}`);

  test("use the host from its verification on, whatever was approved before, and until it certainly fails", async () => {
    expect(await linksOf()).toEqual(own());
    const { leadId } = await sender.drafted();
    await check();
    const claimed = await sender.claimOne();
    expect(claimed.lead_id).toBe(leadId);
    expect(claimed.text).toContain(`http://${host}:${world.port}/u/`);
    const opened = await withReadTransaction(sender.engine, (tx) => openClaim(tx, claimed.claim_id));
    expect(opened?.email.html).toBe(claimed.html);

    world.enter({});
    expect(await check(1, away)).toMatchObject({ status: "failing", link_host: OWN_HOST });
    await check(2, away);
    expect(await linksOf()).toEqual(own());
    expect(await told()).toEqual(["tracking_domain.failed"]);

    world.enter({ [`CNAME ${host}`]: [OWN_HOST] });
    await check(3);
    expect(await linksOf()).toEqual(companys());
    expect(await lines()).toEqual([
      "tracking_domain.set",
      "tracking_domain.verified",
      "tracking_domain.failed",
      "tracking_domain.verified",
    ]);
  });

  test("stay on a host that does not answer, for a day: no answer is no failure, and proves nothing for ever", async () => {
    await check();
    world.enter({ [`CNAME ${host}`]: ["!SERVFAIL"] });
    const unanswered = await check(1, away);
    expect(unanswered).toMatchObject({ status: "unknown", link_host: host, failing_since: null });
    expect(unanswered.dns_host?.name).toBe("Cloudflare");
    expect(await linksOf()).toEqual(companys());
    expect(await told()).toEqual([]);
    const settings = await withReadTransaction(later(25), findLinkSettings);
    expect(settings.origin).toBe(world.origin);
    expect((await withReadTransaction(later(25), readTracking)).link_host).toBe(OWN_HOST);
  });

  test("of several mailboxes are claimed with the same host", async () => {
    await check();
    await sender.drafted();
    const asked = { campaignId: sender.campaignId, step: 1, limit: 10, confirms: true, mailbox: 1 };
    const claims = await withTransaction(sender.engine, (tx) =>
      takeClaims(tx, { ...asked, unsubscribeUrl: `${world.origin}/u` }),
    );
    expect(claims[0]?.text).toContain(`http://${host}:${world.port}/u/`);
    const { rows } = await world.admin.query<{ text: string }>(
      "select sent_as ->> 'text' as text from genesis.sequence_emails where workspace_id = $1 and sent_as is not null",
      [sender.company.workspaceId],
    );
    expect(rows).toEqual([{ text: claims[0]?.text }]);
  });
});

test("a host is checked again by itself once its time has come", async () => {
  const { owner, workspaceId } = sender.company;
  await setUpTracking(owner, { host });
  await world.admin.query("delete from pgboss.job where data ->> 'workspaceId' = $1", [workspaceId]);
  await check();
  expect(await sweepHosts(world.system())).not.toContain(workspaceId);
  await world.admin.query("update genesis.tracking_domains set next_check_at = now() where workspace_id = $1", [
    workspaceId,
  ]);
  expect(await sweepHosts(world.system())).toContain(workspaceId);
  await sweepHosts(world.system());
  expect(await checkJobs()).toBe(1);
});
