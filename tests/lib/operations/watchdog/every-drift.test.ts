import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PINNED_N8N } from "@/lib/contracts/instance";
import { findMachineVersion } from "@/lib/operations/fleet/find-machine-version";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";
import { recheckOpenFreeze } from "@/lib/operations/governance/recheck-open-freeze";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { checkMachine } from "@/lib/operations/watchdog/check-machine";
import { checkWorkspace } from "@/lib/operations/watchdog/check-workspace";
import { gatherFacts } from "@/lib/operations/watchdog/gather-facts";
import { healDrifts } from "@/lib/operations/watchdog/heal-drifts";
import { listCampaignDrifts } from "@/lib/operations/watchdog/list-campaign-drifts";
import { listRuns } from "@/lib/operations/watchdog/list-runs";
import { recordVerdict } from "@/lib/operations/watchdog/record-verdict";
import { retryDrift } from "@/lib/operations/watchdog/retry-drift";
import { runWatchdog } from "@/lib/operations/watchdog/run-watchdog";
import { sweepWorkspaces } from "@/lib/operations/watchdog/sweep-workspaces";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { withTransaction } from "@/lib/platform/transaction";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
let campaignId: string;
let clock: number;
beforeAll(async () => {
  world = await createIgnitionWorld({ SUPER_ADMIN_IDS: "user_admin" });
});
beforeEach(async () => {
  company = await world.readyCompany();
  await world.launch(company);
  campaignId = (await world.run(company)).campaign_id ?? "";
  clock = Date.now();
});
afterAll(() => world.close());

const key = (template: string): string => `campaign:${campaignId}:${template}`;
const instance = () => world.sidecar.instance(company.workspaceId);
const published = (): string[] => instance().workflows.flatMap(({ key: of, active }) => (active ? [of] : []));
const drifts = async () => {
  const query =
    "select kind, subject, state, tries from genesis.watchdog_drifts where workspace_id = $1 order by first_seen_at, kind";
  return (await world.admin.query(query, [company.workspaceId])).rows as {
    kind: string;
    state: string;
    tries: number;
  }[];
};
const bell = async (): Promise<string[]> =>
  (
    await world.admin.query<{ title: string }>(
      "select title from notifications where workspace_id = $1 and type = 'watchdog.drift'",
      [company.workspaceId],
    )
  ).rows.map(({ title }) => title);
const admin = () => ({
  ...company.founder,
  user: { ...company.founder.user, userId: "user_admin" },
  superAdmin: true as const,
});

/** A check two minutes after the last one, and whatever repair it asked for. */
async function cycle({ survey = false } = {}): Promise<void> {
  clock += 120_000;
  world.sidecar.setClock(company.workspaceId, clock - Date.now());
  const before = (await world.jobs(company.workspaceId)).length;
  await checkWorkspace({ ...company.job, now: () => new Date(clock) }, { cause: "schedule", survey });
  const asked = (await world.jobs(company.workspaceId)).slice(before);
  if (asked.some(({ name }) => name === "ignition.sync_campaign")) await syncCampaign(company.job, { campaignId });
}

/** Archived, and its job done: the next one that is asked for is a repair. */
async function archive(): Promise<void> {
  await archiveCampaign(company.owner, { campaignId });
  await syncCampaign(company.job, { campaignId });
  await world.admin.query("delete from pgboss.job where name = 'ignition.sync_campaign'");
}

test.each<[string, () => void]>([
  ["deleted", () => world.sidecar.forget(company.workspaceId, { workflow: key("email_1") })],
  ["archived", () => world.sidecar.change(company.workspaceId, key("email_1"), { archived: true, active: false })],
  ["unpublished", () => world.sidecar.unpublish(company.workspaceId, key("email_1"))],
  ["active, but 404", () => world.sidecar.change(company.workspaceId, key("email_1"), { ghost: true })],
])("a workflow of ours that was %s by hand comes back by itself, and the ledger says so once", async (_how, harm) => {
  harm();
  await cycle();
  expect(await drifts()).toMatchObject([{ state: "seen", tries: 0 }]);
  await cycle();
  expect(published()).toContain(key("email_1"));
  await cycle();
  expect(await drifts()).toMatchObject([{ state: "closed", tries: 1 }]);
  const lines = (await world.ledger(company.workspaceId)).filter(({ event_type }) =>
    event_type.startsWith("watchdog."),
  );
  expect(lines.map(({ event_type }) => event_type)).toEqual(["watchdog.drift_healed"]);
  expect(await bell()).toEqual([]);
});

test("a workflow of an archived campaign that a person took out of n8n’s archive, or published again, goes back by itself", async () => {
  await archive();
  const put = (): number => instance().workflows.filter(({ archived }) => archived).length;
  for (const active of [false, true]) {
    world.sidecar.change(company.workspaceId, key("email_1"), { archived: false, active });
    await cycle();
    await cycle();
    expect(put()).toBe(7);
    await world.admin.query("delete from pgboss.job where name = 'ignition.sync_campaign'");
    await cycle();
  }
  expect(await drifts()).toMatchObject(Array<object>(2).fill({ kind: "state_mismatch", state: "closed", tries: 1 }));
  expect(await bell()).toEqual([]);
});

test("of an archived campaign that still hears, what a person puts away in n8n comes back", async () => {
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, sent_at)
     select workspace_id, $2, id, 1, email, 'Hello', 'Hello', 'test', 'sent', now() from genesis.leads where workspace_id = $1 limit 1`,
    [company.workspaceId, campaignId],
  );
  await archive();
  world.sidecar.change(company.workspaceId, key("opt_out"), { archived: true, active: false });
  for (let times = 0; times < 2; times += 1) await cycle();
  expect(published().toSorted()).toEqual([key("opt_out"), key("reply_tracker")]);
  expect(await drifts()).toMatchObject([{ kind: "missing", tries: 1 }]);
});

test("a schedule that starts nothing is found by n8n’s own executions, and published from scratch", async () => {
  world.sidecar.change(company.workspaceId, key("email_1"), { schedule: "silent" });
  for (let times = 0; times < 2; times += 1) await cycle();
  expect(await drifts()).toMatchObject([{ kind: "silent_schedule", state: "open", tries: 1 }]);
  await cycle();
  expect(await drifts()).toMatchObject([{ kind: "silent_schedule", state: "closed", tries: 1 }]);
  expect(published()).toContain(key("email_1"));
});

test("two starts at once are shown to administrators, and change nothing", async () => {
  world.sidecar.change(company.workspaceId, key("email_1"), { schedule: "double" });
  for (let times = 0; times < 3; times += 1) await cycle();
  expect(await drifts()).toMatchObject([{ kind: "double_fire", state: "open", tries: 0 }]);
  expect(await bell()).toEqual([]);
});

test("executions that n8n does not list leave schedules unknown, and repair nothing", async () => {
  world.sidecar.change(company.workspaceId, key("email_1"), { schedule: "silent" });
  world.sidecar.misbehave(company.workspaceId, "LIST_EXECUTIONS", "trouble");
  for (let times = 0; times < 3; times += 1) await cycle();
  expect(await drifts()).toEqual([]);
});

test("an n8n of another version is shown, by the word of its machine", async () => {
  const { rows } = await world.admin.query<{ name: string }>(
    "select droplet_id as name from genesis.ignition_state where workspace_id = $1",
    [company.workspaceId],
  );
  const machine = rows[0]?.name ?? "";
  const beat = async (version: string): Promise<void> => {
    const life = { boot: Date.now(), boot_id: randomUUID(), counter: 0 };
    const n8n = { healthy: true, version, active_workflows: null };
    await recordHeartbeat({ ...world.system(), instance: machine }, { ...life, cpu: 1, memory: 1, disk: 1, n8n });
  };
  await beat("2.41.0");
  expect(await findMachineVersion(world.system(), machine)).toBe("2.41.0");
  await cycle();
  expect(await drifts()).toMatchObject([{ kind: "version", state: "seen" }]);
  await beat(PINNED_N8N);
  await cycle();
  expect(await drifts()).toMatchObject([{ kind: "version", state: "closed" }]);
  const manifest = JSON.parse(await readFile("sidecar/n8n/package.json", "utf8")) as { dependencies: { n8n: string } };
  expect(PINNED_N8N).toBe(manifest.dependencies.n8n);
});

test("a machine that began anew has the workflows of its workspaces compared; a machine of nobody has none", async () => {
  const { rows } = await world.admin.query<{ name: string }>(
    "select droplet_id as name from genesis.ignition_state where workspace_id = $1",
    [company.workspaceId],
  );
  expect(await checkMachine(world.system(), { machine: rows[0]?.name ?? "" })).toBeGreaterThan(0);
  const asked = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "watchdog.check_workspace");
  expect(asked.at(-1)).toMatchObject({ data: { cause: "heartbeat" } });
  expect(await checkMachine(world.system(), { machine: "unknown" })).toBe(0);
});

test("seven repairs an hour are the most of a workspace, and the others wait for the next hour", async () => {
  const templates = instance().workflows.map(({ key: of }) => of);
  await world.admin.query(
    "insert into genesis.watchdog_runs (id, workspace_id, cause, status, healed, completed_at) values (gen_random_uuid(), $1, 'schedule', 'completed', 7, now())",
    [company.workspaceId],
  );
  world.sidecar.unpublish(company.workspaceId, templates[0] ?? "");
  for (let times = 0; times < 3; times += 1) await cycle();
  expect(await drifts()).toMatchObject([{ state: "open", tries: 0 }]);
  await world.admin.query(
    "update genesis.watchdog_runs set started_at = started_at - interval '61 minutes' where workspace_id = $1",
    [company.workspaceId],
  );
  await cycle();
  expect(await drifts()).toMatchObject([{ state: "open", tries: 1 }]);
});

test("a difference that more than three tenths of the workspaces share, and three at least, is not repaired", async () => {
  const others = await Promise.all(
    [1, 2].map(async () => {
      const other = await world.readyCompany();
      await world.launch(other);
      await world.run(other);
      return other;
    }),
  );
  const alike = (workspaces: readonly string[]) =>
    world.admin.query(
      `insert into genesis.watchdog_drifts (id, workspace_id, kind, subject, title, words, state, first_seen_at, last_seen_at)
       select gen_random_uuid(), unnest($1::uuid[]), 'missing', 'planted', 'Planted', 'Planted.', 'open', now(), now()`,
      [workspaces],
    );
  await world.admin.query("update genesis.ignition_state set status = 'failed' where workspace_id <> all ($1)", [
    [company, ...others].map(({ workspaceId }) => workspaceId),
  ]);
  await alike(others.map(({ workspaceId }) => workspaceId));
  world.sidecar.forget(company.workspaceId, { workflow: key("email_1") });
  for (let times = 0; times < 2; times += 1) await cycle();
  expect(published()).not.toContain(key("email_1"));
  const { data } = await listRuns(admin(), { limit: 200 });
  const own = data.find(({ workspace_id }) => workspace_id === company.workspaceId);
  expect(own?.held_kinds).toEqual(["missing"]);
  await world.admin.query(
    "update genesis.watchdog_drifts set closed_at = now(), state = 'closed' where workspace_id <> $1 and closed_at is null",
    [company.workspaceId],
  );
  await cycle();
  expect(published()).toContain(key("email_1"));
});

test("a workflow made by hand is found and shown to administrators, and left alone; a copy of ours is unpublished and kept", async () => {
  world.sidecar.addByHand(company.workspaceId, "Mine");
  world.sidecar.copyByHand(company.workspaceId, key("email_1"));
  for (let times = 0; times < 3; times += 1) await cycle({ survey: true });
  const { data, drifts: open } = await listRuns(admin(), { limit: 200 });
  const own = open.filter(({ workspace_id }) => workspace_id === company.workspaceId);
  expect(own.find(({ kind }) => kind === "orphan_foreign")).toMatchObject({ title: "Mine", tries: 0, state: "open" });
  expect(own.find(({ kind }) => kind === "duplicate")).toMatchObject({ tries: 1 });
  expect(data.filter(({ workspace_id }) => workspace_id === company.workspaceId)).toMatchObject(
    Array<object>(3).fill({ status: "completed", reached: true, cause: "schedule" }),
  );
  expect(instance().workflows).toHaveLength(9);
  expect(instance().workflows.filter(({ active }) => active)).toHaveLength(8);
  expect(world.sidecar.calls.filter(({ action }) => action === "DELETE_WORKFLOW")).toEqual([]);
});

test("a change made by hand stays, is told once, and is replaced when the founder says so", async () => {
  world.sidecar.change(company.workspaceId, key("email_1"), { name: "Renamed by hand" });
  for (let times = 0; times < 3; times += 1) await cycle();
  expect(instance().workflows.some(({ name }) => name === "Renamed by hand")).toBe(true);
  expect(await bell()).toHaveLength(1);
  const [drift] = (await listCampaignDrifts(company.owner, { campaignId })).data;
  expect(drift).toMatchObject({ kind: "content_drift", state: "open" });
  await retryDrift(company.owner, { driftId: drift?.id ?? "" });
  await syncCampaign(company.job, { campaignId });
  expect(instance().workflows.some(({ name }) => name === "Renamed by hand")).toBe(false);
  await cycle();
  expect((await listCampaignDrifts(company.owner, { campaignId })).data).toEqual([]);
  await expect(retryDrift(company.owner, { driftId: drift?.id ?? "" })).rejects.toMatchObject({
    code: "drift.not_found",
  });
});

test("three repairs that do not help end in quarantine with one alert; “Try again” begins anew", async () => {
  // The listener stays for the tests that follow, with companies of their own.
  const [sick, email] = [company.workspaceId, key("email_1")];
  world.sidecar.onCall(({ action, workspaceId }) => {
    if (workspaceId === sick && action === "PROBE_WEBHOOK") world.sidecar.unpublish(sick, email);
  });
  world.sidecar.unpublish(sick, email);
  world.sidecar.misbehave(company.workspaceId, "DEPLOY_WORKFLOW", "trouble");
  for (let times = 0; times < 7; times += 1) await cycle().catch(() => undefined);
  expect(await drifts()).toMatchObject([{ state: "quarantined", tries: 3 }]);
  expect(await bell()).toHaveLength(1);
  const [drift] = (await listCampaignDrifts(company.owner, { campaignId })).data;
  expect(await retryDrift(company.owner, { driftId: drift?.id ?? "" })).toMatchObject({ state: "open", tries: 1 });
});

test("a change that n8n saved and answered with 403 fails the campaign by name, is told once, and is taken over by the next deployment", async () => {
  const before = instance().workflows.map(({ id }) => id);
  world.sidecar.misbehave(company.workspaceId, "DEPLOY_WORKFLOW", "saved", { times: 1 });
  await updateCampaign(company.owner, { campaignId, name: "Renamed" });
  await syncCampaign(company.job, { campaignId });
  const failed = await getCampaign(company.owner, { campaignId });
  expect(failed).toMatchObject({ status: "failed", failure: expect.stringContaining("n8n.forbidden") });
  expect(failed.workflows.filter(({ state }) => state === "failed")).toHaveLength(1);
  for (let times = 0; times < 3; times += 1) await cycle();
  expect(published().toSorted()).toEqual([key("opt_out"), key("reply_tracker")]);
  expect(await drifts()).toEqual([]);
  await activateCampaign(company.owner, { campaignId });
  await syncCampaign(company.job, { campaignId });
  expect(published()).toHaveLength(7);
  expect(
    instance()
      .workflows.map(({ id }) => id)
      .toSorted(),
  ).toEqual(before.toSorted());
  await cycle();
  expect(await drifts()).toEqual([]);
  const told = await world.admin.query(
    "select type from notifications where workspace_id = $1 and data ->> 'campaignId' = $2",
    [company.workspaceId, campaignId],
  );
  expect(told.rows).toEqual([{ type: "campaign.failed" }]);
  expect(world.sidecar.calls.filter(({ action }) => action === "DELETE_WORKFLOW")).toEqual([]);
});

test("a sidecar that is away opens and closes nothing, and the run says that n8n was not reached", async () => {
  world.sidecar.unpublish(company.workspaceId, key("email_1"));
  await cycle();
  world.sidecar.misbehave(company.workspaceId, "LIST_WORKFLOWS", "trouble");
  await cycle();
  world.sidecar.behave(company.workspaceId);
  expect(await drifts()).toMatchObject([{ state: "seen", tries: 0 }]);
  const { data } = await listRuns(admin(), { limit: 200 });
  const own = data.filter(({ workspace_id }) => workspace_id === company.workspaceId);
  expect(own.map(({ reached }) => reached)).toEqual([false, true]);
});

test("a pause between two sightings wins: the repair follows our row", async () => {
  world.sidecar.unpublish(company.workspaceId, key("email_1"));
  await cycle();
  await pauseCampaign(company.owner, { campaignId });
  await syncCampaign(company.job, { campaignId });
  await cycle();
  await cycle();
  expect(published().toSorted()).toEqual([key("opt_out"), key("reply_tracker")]);
  expect(await drifts()).toMatchObject([{ state: "closed", tries: 0 }]);
});

test("the sweep and an administrator ask for one check of each launched workspace; others may not", async () => {
  const jobs = async () =>
    (await world.jobs(company.workspaceId)).filter(({ name }) => name === "watchdog.check_workspace");
  const before = (await jobs()).length;
  expect(await sweepWorkspaces(company.job)).toBeGreaterThan(0);
  expect(await jobs()).toHaveLength(before + 1);
  expect(await runWatchdog(admin(), { workspace_id: company.workspaceId })).toEqual({ workspaces: 1 });
  expect((await jobs()).at(-1)).toMatchObject({ data: { cause: "administrator", survey: true } });
  await expect(runWatchdog({ ...company.founder, superAdmin: true }, {})).rejects.toMatchObject({ kind: "forbidden" });
  await expect(listRuns({ ...company.founder, superAdmin: true }, { limit: 1 })).rejects.toMatchObject({
    kind: "forbidden",
  });
  const { signal } = company.job;
  const viewer = { ...company.viewer, signal };
  await expect(checkWorkspace(viewer, { cause: "schedule", survey: false })).rejects.toMatchObject({
    kind: "forbidden",
  });
  await expect(healDrifts(viewer, [])).rejects.toMatchObject({ kind: "forbidden" });
  const nothing = { fresh: [], again: [], gone: [], due: [], hopeless: [], tell: [] };
  await expect(recordVerdict(viewer, nothing)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(retryDrift(company.viewer, { driftId: campaignId })).rejects.toMatchObject({ kind: "forbidden" });
  const fresh = await world.readyCompany();
  expect(await gatherFacts(fresh.job, { survey: false })).toBeNull();
  // Nothing is frozen: nothing is asked for.
  await withTransaction(company.job, recheckOpenFreeze);
  expect((await world.jobs(company.workspaceId)).some(({ name }) => name === "governance.recheck_freeze")).toBe(false);
});
