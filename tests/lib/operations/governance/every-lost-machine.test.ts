import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { giveUpMachine } from "@/lib/operations/governance/give-up-machine";
import { endLostLaunch } from "@/lib/operations/ignition/end-lost-launch";
import { getLostMachine } from "@/lib/operations/machines/get-lost-machine";
import { orderTermination } from "@/lib/operations/machines/order-termination";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import type { Company } from "../../../factories/test-world";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
let company: Company;
let machineId: string;
let name: string;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
beforeEach(async () => {
  company = await world.launched();
  machineId = randomUUID();
  name = `gl-00000000-${machineId.replaceAll("-", "")}`;
  await world.admin.query(
    `insert into genesis.machines (id, workspace_id, name, provider, region, size, monthly_cents, hourly_micros, state, ordered_at)
     values ($1, $2, $3, 'digitalocean', 'fra1', 's-1vcpu-2gb', 1200, 18000, 'lost', now())`,
    [machineId, company.workspaceId, name],
  );
});
afterAll(() => world.close());

const reason = "DigitalOcean destroyed it.";
const giveUp = () => giveUpMachine(world.superAdmin(), { machineId, reason });
const state = async (): Promise<string | undefined> =>
  (await world.admin.query<{ state: string }>("select state from genesis.machines where id = $1", [machineId])).rows[0]
    ?.state;
const audit = async () =>
  (
    await world.admin.query<{ reason: string; actor_id: string }>(
      "select reason, actor_id from governance_audit_log where workspace_id = $1 and action = 'machine.given_up'",
      [company.workspaceId],
    )
  ).rows;
const terminations = async (): Promise<number> =>
  (
    await world.admin.query(
      "select 1 from pgboss.job where name = 'machines.terminate_machine' and data ->> 'machineId' = $1",
      [machineId],
    )
  ).rows.length;
const campaigns = async () => (await listCampaigns(company.owner, { limit: 50 })).data;

test("a lost machine that is given up is taken away by a job, its campaigns say why they do not send, and the company is launched again", async () => {
  const asked = world.sidecar.calls.length;
  expect(await giveUp()).toEqual({ success: true });
  expect(world.sidecar.calls).toHaveLength(asked);
  expect([await state(), await terminations()]).toEqual(["terminating", 1]);
  expect(await campaigns()).toMatchObject([{ status: "failed", failure: expect.stringContaining("is lost") }]);
  expect((await getIgnitionStatus(company.owner)).status).toBe("cancelled");
  expect(await audit()).toEqual([{ reason, actor_id: world.superAdmin().user.userId }]);
  const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
  expect(lines.filter((line) => line === "ignition.machine_given_up")).toHaveLength(1);

  await world.launch(company);
  expect(await world.run(company, 2)).toMatchObject({ status: "active" });
  expect(await campaigns()).toMatchObject([{ status: "active", failure: null }]);
});

test("cut off between its two transactions, the same button goes on, and nothing is told twice in the ledger", async () => {
  await expect(world.withoutQueue(giveUp)).rejects.toThrow();
  expect([await state(), await terminations()]).toEqual(["lost", 0]);
  await giveUp();
  expect([await state(), await terminations()]).toEqual(["terminating", 1]);
  const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
  expect(lines.filter((line) => line === "ignition.machine_given_up")).toHaveLength(1);
  await orderTermination(world.system(), { machineId });
  expect(await terminations()).toBe(1);
});

test("only an administrator may, and only a lost machine is given up", async () => {
  await expect(giveUpMachine(world.impostor(), { machineId, reason })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(giveUpMachine(world.superAdmin(), { machineId: randomUUID(), reason })).rejects.toMatchObject({
    code: "machine.not_found",
  });
  await world.admin.query("update genesis.machines set state = 'ready' where id = $1", [machineId]);
  await expect(giveUp()).rejects.toMatchObject({ code: "machine.not_lost" });
  await expect(getLostMachine(world.system(), { machineId })).rejects.toMatchObject({ code: "machine.not_lost" });
  await expect(endLostLaunch(company.viewer, { machine: name })).rejects.toMatchObject({ code: "permission.missing" });
  expect((await getIgnitionStatus(company.owner)).status).toBe("active");
  expect(await audit()).toEqual([]);
});
