import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Egress } from "@/lib/contracts/instance";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";
import { chooseSendingRoute } from "@/lib/operations/ignition/choose-sending-route";
import { engineVersion } from "@/lib/operations/ignition/engine-version";
import { findEgress } from "@/lib/operations/ignition/find-egress";
import { followEgress } from "@/lib/operations/ignition/follow-egress";
import { getSendingRoute } from "@/lib/operations/ignition/get-sending-route";
import { keepSendingChoice } from "@/lib/operations/ignition/keep-sending-choice";
import { refreshCredentials } from "@/lib/operations/ignition/refresh-credentials";
import { settleSendingRoute } from "@/lib/operations/ignition/settle-sending-route";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { sweepUpgrades } from "@/lib/operations/ignition/sweep-upgrades";
import { upgradeEngine } from "@/lib/operations/ignition/upgrade-engine";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { withTransaction } from "@/lib/platform/transaction";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
let boot = 0;
beforeAll(async () => {
  world = await createIgnitionWorld({ LOCAL_MODE: "true" });
});
beforeEach(async () => {
  await world.admin.query("truncate instances cascade");
  company = await world.readyCompany();
});
afterAll(() => world.close());

/** The account of the company is at this port. */
const accountAt = (port: number) =>
  saveMailAccount(company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host: "127.0.0.1", port, secure: false, encryption: "none", user: "ada", password: "x" },
  });

async function launched(): Promise<void> {
  await world.launch(company);
  expect(await world.run(company)).toMatchObject({ status: "active" });
}

const report = (egress: Egress) =>
  recordHeartbeat(
    { ...world.system(), instance: "local" },
    { boot: (boot += 1), boot_id: randomUUID(), counter: 0, egress },
  );

const jobsOf = async (name: string): Promise<number> =>
  (await world.jobs(company.workspaceId)).filter((job) => job.name === name).length;
const lines = async (type: string) =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === type);
const keys = (): string[] =>
  world.sidecar
    .instance(company.workspaceId)
    .credentials.map(({ key }) => key)
    .toSorted();
const transports = (): string[] =>
  world.sidecar
    .instance(company.workspaceId)
    .workflows.flatMap(({ definition }) => JSON.stringify(definition).match(/"transport":"\w+"/)?.[0] ?? []);
const view = () => getSendingRoute(company.owner);

const BY_MACHINE = Array.from({ length: 3 }, () => '"transport":"smtp"');
const BY_GATEWAY = Array.from({ length: 3 }, () => '"transport":"gateway"');

describe("a machine's report", () => {
  test("that its mail port is shut moves a launched company to the gateway, and n8n keeps no mail account", async () => {
    await launched();
    await accountAt(587);
    await refreshCredentials(company.job);
    expect(transports()).toEqual(BY_MACHINE);
    expect(keys()).toContain("mail");

    await report({ "25": false, "465": false, "587": false, "443": true });
    expect(await findEgress(world.system(), "local")).toMatchObject({ "587": false, "443": true });
    await followEgress(world.system(), { machine: "local" });
    expect(await jobsOf("ignition.settle_sending_route")).toBe(1);
    expect(await settleSendingRoute(company.job)).toBe("gateway");
    expect(await view()).toMatchObject({ route: "gateway", choice: null, launched: true, settled: false });
    expect(await jobsOf("ignition.upgrade_engine")).toBe(1);

    await upgradeEngine(company.job);
    expect(transports()).toEqual(BY_GATEWAY);
    expect(keys()).toEqual(["gateway", "trigger", "webhook"]);
    expect(await view()).toMatchObject({ settled: true, reason: expect.stringContaining("cannot reach port 587") });
    expect(await lines("ignition.sending_route_changed")).toMatchObject([
      { message: expect.stringContaining("by Greenlight's gateway") },
    ]);
  });

  test("that was overtaken changes nothing", async () => {
    await report({ "587": true });
    const older = { boot: boot - 1, boot_id: randomUUID(), counter: 9, egress: { "587": false } };
    expect(await recordHeartbeat({ ...world.system(), instance: "local" }, older)).toEqual({ accepted: false });
    expect(await findEgress(world.system(), "local")).toEqual({ "587": true });
    expect(await findEgress(world.system(), "unheard-of")).toBeNull();
  });

  test("from its set-up counts until it reports itself", async () => {
    await world.admin.query(
      `insert into genesis.machines (id, workspace_id, name, provider, region, size, monthly_cents, hourly_micros, state, ordered_at, egress)
       values (gen_random_uuid(), $1, $2, 'digitalocean', 'fra1', 's-1vcpu-2gb', 1200, 17860, 'ready', now(), '{"587": false}')`,
      [company.workspaceId, `gl-${company.workspaceId}`],
    );
    expect(await findEgress(world.system(), `gl-${company.workspaceId}`)).toEqual({ "587": false });
  });

  test("that its port is open again moves the company back, with its account", async () => {
    await launched();
    await accountAt(587);
    await report({ "587": false });
    await settleSendingRoute(company.job);
    await upgradeEngine(company.job);
    await report({ "587": true });
    expect(await settleSendingRoute(company.job)).toBe("machine");
    await upgradeEngine(company.job);
    expect(transports()).toEqual(BY_MACHINE);
    expect(keys()).toContain("mail");
  });

  test("of other ports changes nothing, and repeated it writes nothing", async () => {
    await launched();
    await accountAt(2525);
    await report({ "25": false, "465": false, "587": false, "2525": true });
    for (let times = 0; times < 3; times += 1) expect(await settleSendingRoute(company.job)).toBe("machine");
    expect(await lines("ignition.sending_route_changed")).toEqual([]);
    expect(await jobsOf("ignition.upgrade_engine")).toBe(0);
  });

  test("counts anew when the account moves to a port that the machine cannot reach", async () => {
    await launched();
    await report({ "587": false, "2525": true });
    await accountAt(2525);
    await refreshCredentials(company.job);
    expect(await view()).toMatchObject({ route: "machine" });
    await accountAt(587);
    await refreshCredentials(company.job);
    expect(await view()).toMatchObject({ route: "gateway" });
  });
});

describe("a founder's choice", () => {
  test("is kept with a line and a job, decides over the report, and is taken back", async () => {
    await launched();
    expect(await chooseSendingRoute(company.owner, { choice: "gateway" })).toMatchObject({
      choice: "gateway",
      route: "machine",
      settled: false,
    });
    await chooseSendingRoute(company.owner, { choice: "gateway" });
    expect(await lines("ignition.sending_route_chosen")).toHaveLength(1);
    expect(await settleSendingRoute(company.job)).toBe("gateway");
    await upgradeEngine(company.job);
    expect(transports()).toEqual(BY_GATEWAY);
    await report({ "587": true });
    expect(await settleSendingRoute(company.job)).toBe("gateway");
    await chooseSendingRoute(company.owner, { choice: null });
    expect(await settleSendingRoute(company.job)).toBe("machine");
    await upgradeEngine(company.job);
    expect(await view()).toMatchObject({ route: "machine", choice: null, settled: true });
  });

  test("from before a launch runs is kept by it: n8n is never given the account", async () => {
    const mine = company.workspaceId;
    const injected: string[] = [];
    world.sidecar.onCall(({ action, workspaceId, payload }) => {
      if (workspaceId === mine && action === "INJECT_CREDENTIAL") injected.push((payload as { key: string }).key);
    });
    await world.launch(company);
    await chooseSendingRoute(company.owner, { choice: "gateway" });
    expect(await world.run(company)).toMatchObject({ status: "active" });
    expect(injected.toSorted()).toEqual(["gateway", "trigger", "webhook"]);
    expect(transports()).toEqual(BY_GATEWAY);
    expect(await view()).toMatchObject({ route: "gateway", settled: true });
    expect(await sweepUpgrades(world.system())).not.toContain(mine);
  });

  test("that comes while the last one is being deployed is not lost: the sweep and the next job see it", async () => {
    await launched();
    await chooseSendingRoute(company.owner, { choice: "gateway" });
    await settleSendingRoute(company.job);
    const mine = company;
    let turned = false;
    world.sidecar.onCall(async ({ action, workspaceId }) => {
      if (turned || workspaceId !== mine.workspaceId || action !== "LIST_EXECUTIONS") return;
      turned = true;
      await withTransaction(mine.owner, (tx) => keepSendingChoice(tx, "machine"));
      await settleSendingRoute(mine.job);
    });
    await upgradeEngine(company.job);
    expect(await view()).toMatchObject({ route: "machine", settled: false });
    expect(await sweepUpgrades(world.system())).toContain(company.workspaceId);
    await upgradeEngine(company.job);
    expect(transports()).toEqual(BY_MACHINE);
    expect(await view()).toMatchObject({ settled: true });
    expect(await engineVersion("gateway")).not.toBe(await engineVersion("machine"));
  });

  test("holds although a deployment from before it writes its workflows last", async () => {
    await launched();
    await chooseSendingRoute(company.owner, { choice: "gateway" });
    await settleSendingRoute(company.job);
    await upgradeEngine(company.job);
    const mine = company;
    const [campaign] = (await listCampaigns(mine.owner, { limit: 1 })).data;
    let chosen = false;
    world.sidecar.onCall(async ({ action, workspaceId }) => {
      if (chosen || workspaceId !== mine.workspaceId || action !== "DEPLOY_WORKFLOW") return;
      chosen = true;
      await chooseSendingRoute(mine.owner, { choice: "machine" });
      await settleSendingRoute(mine.job);
      await upgradeEngine(mine.job);
      expect(transports()).toEqual(BY_MACHINE);
    });
    await syncCampaign(company.job, { campaignId: campaign?.id ?? "" });
    expect(chosen).toBe(true);
    expect(transports()).toEqual(BY_MACHINE);
    expect(await view()).toMatchObject({ route: "machine", settled: true });
  });

  test("needs a launch and the right to launch; another workspace stays as it is", async () => {
    await expect(chooseSendingRoute(company.owner, { choice: "gateway" })).rejects.toMatchObject({
      code: "ignition.not_launched",
    });
    expect(await view()).toMatchObject({ launched: false });
    await launched();
    const first = company;
    company = await world.readyCompany();
    await launched();
    await chooseSendingRoute(company.owner, { choice: "gateway" });
    expect(await getSendingRoute(first.owner)).toMatchObject({ choice: null, route: "machine" });
    await expect(chooseSendingRoute(company.viewer, { choice: "machine" })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await expect(settleSendingRoute(company.viewer)).rejects.toMatchObject({ kind: "forbidden" });
  });
});
