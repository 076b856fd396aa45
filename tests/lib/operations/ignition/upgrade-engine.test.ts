import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sweepUpgrades } from "@/lib/operations/ignition/sweep-upgrades";
import { upgradeEngine } from "@/lib/operations/ignition/upgrade-engine";
import { templatesVersion } from "@/lib/outreach/workflows/templates-version";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
/** A workspace as an earlier version left it: its own database credential in n8n, no version in its row. */
beforeEach(async () => {
  company = await world.readyCompany();
  await world.launch(company);
  await world.run(company);
  await engineAt(world.sidecar.url).injectCredential({
    workspaceId: company.workspaceId,
    key: "postgres",
    credential: { type: "postgres", host: "h", port: 1, database: "d", user: "u", password: "p", ssl: false },
    signal: company.job.signal,
  });
  world.sidecar.forget(company.workspaceId, { credential: "trigger" });
  await world.admin.query("update genesis.ignition_state set workflows_version = null where workspace_id = $1", [
    company.workspaceId,
  ]);
});
afterAll(() => world.close());

const keys = (): string[] => world.sidecar.instance(company.workspaceId).credentials.map(({ key }) => key);
const outdated = async (): Promise<boolean> => (await sweepUpgrades(world.system())).includes(company.workspaceId);
const upgrades = async () =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "ignition.engine_upgraded");

test("new workflows are published before the database credential goes; then nothing is left to do", async () => {
  expect(await outdated()).toBe(true);
  const order: string[] = [];
  const mine = company.workspaceId;
  world.sidecar.onCall(({ action, workspaceId }) => {
    if (workspaceId === mine) order.push(action);
  });
  await upgradeEngine(company.job);
  expect(keys().toSorted()).toEqual(["gateway", "mail", "trigger", "webhook"]);
  expect(order.lastIndexOf("PROBE_WEBHOOK")).toBeLessThan(order.indexOf("DELETE_CREDENTIAL"));
  expect(await upgrades()).toMatchObject([{ data: { campaigns: 1 } }]);
  expect(await outdated()).toBe(false);

  const calls = world.sidecar.calls.length;
  await upgradeEngine(company.job);
  expect(world.sidecar.calls).toHaveLength(calls);
});

test.each([
  "INJECT_CREDENTIAL",
  "DEPLOY_WORKFLOW",
  "ACTIVATE_WORKFLOW",
  "LIST_EXECUTIONS",
  "DELETE_CREDENTIAL",
] as const)("stopped at %s, it goes on at the next try", async (action) => {
  world.sidecar.misbehave(company.workspaceId, action, "trouble", { times: 1 });
  await expect(upgradeEngine(company.job)).rejects.toMatchObject({ retryable: true });
  expect(await outdated()).toBe(true);
  expect(await upgrades()).toEqual([]);
  await upgradeEngine(company.job);
  expect(keys()).not.toContain("postgres");
  expect(await upgrades()).toHaveLength(1);
});

test("the credential stays until the runs of before have ended", async () => {
  world.sidecar.begin(company.workspaceId);
  const mine = company.workspaceId;
  let looks = 0;
  world.sidecar.onCall(({ action, workspaceId }) => {
    if (workspaceId !== mine || action !== "LIST_EXECUTIONS") return;
    looks += 1;
    expect(keys()).toContain("postgres");
    if (looks === 3) world.sidecar.end(mine);
  });
  await upgradeEngine(company.job);
  expect(looks).toBe(3);
  expect(keys()).not.toContain("postgres");
});

test("a workspace that is not launched is no candidate; a viewer may not", async () => {
  const fresh = await world.readyCompany();
  await upgradeEngine(fresh.job);
  expect(world.sidecar.calls.some(({ workspaceId }) => workspaceId === fresh.workspaceId)).toBe(false);
  const { signal } = company.job;
  await expect(upgradeEngine({ ...company.viewer, signal })).rejects.toMatchObject({ kind: "forbidden" });
  expect(await templatesVersion()).toMatch(/^[0-9a-f]{16}$/);
});
