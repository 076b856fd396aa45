import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { checkWorkspace } from "@/lib/operations/watchdog/check-workspace";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company, JobCtx } from "../../../factories/test-world";
import { gateRequests, heldAt } from "./held-actors";

/**
 * Of each case's some 350 places for the act and its job, so many are drawn; TEST_SEED draws others, and TEST_DRAWN=250 a thousand in the
 * four cases, which takes some minutes.
 */
const DRAWN = Number(process.env.TEST_DRAWN ?? 8);

let world: IgnitionWorld;
let company: Company;
let campaignId: string;
beforeAll(async () => {
  world = await createIgnitionWorld();
  gateRequests();
});
beforeEach(async () => {
  // A drift that many workspaces share is not repaired.
  await world.admin.query("delete from genesis.watchdog_drifts");
  company = await world.readyCompany();
  await world.launch(company);
  campaignId = (await world.run(company)).campaign_id ?? "";
});
afterAll(() => world.close());

const key = (template: string): string => `campaign:${campaignId}:${template}`;
const instance = () => world.sidecar.instance(company.workspaceId);
const all = (): string[] => instance().workflows.map(({ key: of }) => of);
const published = (): string[] => instance().workflows.flatMap(({ key: of, active }) => (active ? [of] : []));
const listening = (): string[] => [key("opt_out"), key("reply_tracker")];
const change =
  (template: string, by: Parameters<IgnitionWorld["sidecar"]["change"]>[2]): (() => void) =>
  () =>
    world.sidecar.change(company.workspaceId, key(template), by);
const select = async <R extends object>(query: string, ...values: unknown[]): Promise<R[]> =>
  (await world.admin.query<R>(query, [company.workspaceId, ...values])).rows;

const check = (ctx: JobCtx): Promise<void> => checkWorkspace(ctx, { cause: "schedule", survey: false });

/** Long enough after the drift was seen first. */
function later(): JobCtx {
  const clock = Date.now() + 120_000;
  world.sidecar.setClock(company.workspaceId, 120_000);
  return { ...company.job, now: () => new Date(clock) };
}

type Start = { campaign: string; drifts: string; active: ReadonlyMap<string, boolean>; harm: () => void };

/** Does the harm, has it seen once, and answers everything as it is then. */
async function harmed(harm: () => void, andThen: () => Promise<void> = () => Promise.resolve()): Promise<Start> {
  harm();
  await check(company.job);
  await andThen();
  const [row] = await select<{ campaign: string; drifts: string }>(
    `select to_jsonb(c)::text as campaign,
       (select jsonb_agg(d)::text from genesis.watchdog_drifts d where workspace_id = $1) as drifts
     from campaigns c where workspace_id = $1`,
  );
  if (!row) throw new Error("The company has no campaign.");
  return { ...row, active: new Map(instance().workflows.map(({ key: of, active }) => [of, active])), harm };
}

/** The row, the drifts and n8n as they were then; no job is waiting. */
async function comeBack({ campaign, drifts, active, harm }: Start): Promise<void> {
  await select(
    `update campaigns set (status, pause_reason, archived_at, workflows) =
       (select status, pause_reason, archived_at, workflows from jsonb_populate_record(null::campaigns, $2))
     where workspace_id = $1`,
    campaign,
  );
  await select("delete from genesis.watchdog_drifts where workspace_id = $1");
  await select("delete from genesis.watchdog_runs where workspace_id = $1");
  await select("delete from pgboss.job where data ->> 'workspaceId' = $1");
  await select(
    `insert into genesis.watchdog_drifts
     select * from jsonb_populate_recordset(null::genesis.watchdog_drifts, $2) where workspace_id = $1`,
    drifts,
  );
  for (const [of, isActive] of active) {
    world.sidecar.change(company.workspaceId, of, { active: isActive, archived: false });
  }
  harm();
}

/** Does the campaign's jobs as the worker does: one after the other, and one that has begun does not stand for the next. */
async function work(due: "now" | "ever"): Promise<void> {
  for (;;) {
    const [job] = await select<{ id: string }>(
      `update pgboss.job set state = 'active'
       where data ->> 'workspaceId' = $1 and name = 'ignition.sync_campaign' and state = 'created'
         and ($2 = 'ever' or start_after <= now()) returning id`,
      due,
    );
    if (!job) return;
    await syncCampaign(company.job, { campaignId });
    await select("delete from pgboss.job where data ->> 'workspaceId' = $1 and id = $2", job.id);
  }
}

type Act = (ctx: WorkspaceCtx, ref: CampaignRef) => Promise<unknown>;
type Case = { before?: Act; harm: () => void; act: Act; wanted: () => string[] };

let names = 0;
const rename: Act = (ctx, ref) => updateCampaign(ctx, { ...ref, name: `Renamed ${(names += 1)}` });
const unpublished = change("email_1", { active: false });
const silent = change("email_1", { schedule: "silent" });

test.each<[string, Case]>([
  ["unpublished by hand, and the founder pauses", { harm: unpublished, act: pauseCampaign, wanted: listening }],
  ["unpublished by hand, and the founder archives", { harm: unpublished, act: archiveCampaign, wanted: () => [] }],
  ["whose schedule is silent, and the founder renames", { harm: silent, act: rename, wanted: all }],
  [
    "published by hand in a paused campaign, and the founder resumes",
    { before: pauseCampaign, harm: change("email_1", { active: true }), act: activateCampaign, wanted: all },
  ],
])(
  "a workflow is one %s: wherever in the check that and its job fall, n8n ends as our row says",
  { timeout: 180_000 + DRAWN * 10_000 },
  async (_of, { before, harm, act, wanted }) => {
    if (before) {
      await before(company.owner, { campaignId });
      await work("ever");
    }
    const start = await harmed(harm);
    const boundaries = await heldAt([], later(), check).end();
    const place = fc.integer({ min: 1, max: boundaries + 1 });
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        await comeBack(start);
        const [acts, works] = [Math.min(one, other), Math.max(one, other)];
        const watchdog = heldAt([acts, works], later(), check);
        await watchdog.next();
        await act(company.owner, { campaignId });
        if (works > acts) await watchdog.next();
        await work("now");
        await watchdog.end();
        await work("ever");
        expect(published().toSorted()).toEqual(wanted().toSorted());
        expect(instance().workflows).toHaveLength(7);
      }),
      // The repair is begun at the last boundaries, whatever is drawn.
      { numRuns: DRAWN, examples: [1, 2, 3, 4].map((last): [number, number] => [2, boundaries - last]) },
    );
  },
);

test("two watchdogs at once, the second anywhere within the first: each repairs, tells, closes and gives up once", async () => {
  const wrong = (): void => {
    change("email_1", { name: "Renamed by hand" })();
    change("email_2", { active: false })();
    change("email_3", { active: false })();
  };
  const tried = (template: string, tries: number): Promise<object[]> =>
    select(
      `update genesis.watchdog_drifts set state = 'open', tries = $3, last_try_at = now() - interval '10 minutes'
       where workspace_id = $1 and subject = $2`,
      `${campaignId}:${template}`,
      tries,
    );
  change("research_report", { active: false })();
  const start = await harmed(wrong, async () => {
    await tried("email_3", 3);
    await tried("research_report", 1);
    change("research_report", { active: true })();
  });
  const written = async () => ({
    bell: await select("select title from notifications where workspace_id = $1 and type = 'watchdog.drift'"),
    lines: await select(
      "select event_type from project_events where workspace_id = $1 and event_type like 'watchdog.%' order by id",
    ),
  });
  const clean = async (): Promise<void> => {
    await comeBack(start);
    await select("delete from notifications where workspace_id = $1");
  };
  await clean();
  const boundaries = await heldAt([], later(), check).end();
  expect(boundaries).toBeGreaterThan(15);
  for (let place = 1; place <= boundaries; place += 1) {
    await clean();
    const before = (await written()).lines.length;
    const first = heldAt([place], later(), check);
    await first.next();
    await check(later());
    await first.end();
    const { bell, lines } = await written();
    expect([place, bell]).toEqual([place, [expect.anything(), expect.anything()]]);
    expect([place, lines.slice(before)]).toEqual([
      place,
      [{ event_type: "watchdog.drift_healed" }, { event_type: "watchdog.drift_quarantined" }],
    ]);
    expect(
      await select(
        "select tries from genesis.watchdog_drifts where workspace_id = $1 and subject = $2",
        `${campaignId}:email_2`,
      ),
    ).toEqual([{ tries: 1 }]);
  }
}, 180_000);
