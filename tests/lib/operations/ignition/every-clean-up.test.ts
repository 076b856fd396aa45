import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cancelIgnition } from "@/lib/operations/ignition/cancel-ignition";
import { beginCleanUp } from "@/lib/operations/ignition/begin-clean-up";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { retryCleanUp } from "@/lib/operations/ignition/retry-clean-up";
import { withTransaction } from "@/lib/platform/transaction";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
beforeEach(async () => {
  company = await world.readyCompany();
});
afterAll(() => world.close());

/** A launch that is cancelled at its last step but one, in an n8n that deletes nothing. */
async function leaveBehind(): Promise<void> {
  const mine = company;
  let asked = false;
  world.sidecar.onCall(async ({ workspaceId, action }) => {
    if (asked || workspaceId !== mine.workspaceId || action !== "ACTIVATE_WORKFLOW") return;
    asked = true;
    await cancelIgnition(mine.owner);
  });
  for (const action of ["DELETE_WORKFLOW", "DELETE_CREDENTIAL"] as const)
    world.sidecar.misbehave(mine.workspaceId, action, "refuse");
  await world.launch(mine);
  expect(await world.run(mine)).toMatchObject({ status: "cancelled", rollback_success: false });
}

const inN8n = () => {
  const { workflows, credentials } = world.sidecar.instance(company.workspaceId);
  return { workflows: workflows.length, credentials: credentials.length };
};
const lines = async (type: string) =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === type);
const runs = async (): Promise<number> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "ignition.clean_up_launch").length;

test("each thing that a cancelled launch could not undo is listed in plain words, with the reason", async () => {
  await leaveBehind();
  expect(inN8n()).toEqual({ workflows: 7, credentials: 4 });
  const { left } = await getIgnitionStatus(company.viewer);
  expect(left).toEqual([
    {
      step: "inject_credentials",
      title: "Mail account connected",
      words: expect.stringContaining("may still be stored in n8n"),
      error: expect.stringContaining("n8n.rejected"),
    },
    {
      step: "deploy_workflows",
      title: expect.any(String),
      words: expect.stringContaining("They send nothing"),
      error: expect.stringContaining("n8n.rejected"),
    },
  ]);
});

test("tried again when n8n works, nothing is left; the launch stays cancelled, and its ledger says both", async () => {
  await leaveBehind();
  world.sidecar.behave(company.workspaceId);
  expect(await retryCleanUp(company.owner)).toEqual({ success: true });
  expect(await getIgnitionStatus(company.owner)).toMatchObject({ status: "rollback_in_progress", left: [] });
  await expect(launchIgnition(company.owner, { workspace_id: company.workspaceId })).rejects.toMatchObject({
    code: "ignition.in_progress",
  });
  const view = await world.run(company);
  expect(view).toMatchObject({
    status: "cancelled",
    rollback_success: true,
    left: [],
    error: { code: "ignition.cancelled" },
  });
  expect(inN8n()).toEqual({ workflows: 0, credentials: 0 });
  expect(await lines("ignition.clean_up_requested")).toMatchObject([
    { message: expect.stringContaining("Mail account connected") },
  ]);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "The launch was cancelled — everything it had made was undone.",
  );
  await expect(retryCleanUp(company.owner)).rejects.toMatchObject({ code: "ignition.nothing_left" });
});

test("tried again while n8n still refuses, it is listed again; a later try succeeds", async () => {
  await leaveBehind();
  await retryCleanUp(company.owner);
  expect(await world.run(company)).toMatchObject({ status: "cancelled", rollback_success: false });
  expect((await getIgnitionStatus(company.owner)).left).toHaveLength(2);
  world.sidecar.behave(company.workspaceId);
  await retryCleanUp(company.owner);
  expect(await world.run(company)).toMatchObject({ status: "cancelled", rollback_success: true });
  expect(inN8n()).toEqual({ workflows: 0, credentials: 0 });
});

test("pressed five times at once, it is one try with one line", async () => {
  await leaveBehind();
  await Promise.all(Array.from({ length: 5 }, () => retryCleanUp(company.owner)));
  expect(await lines("ignition.clean_up_requested")).toHaveLength(1);
  expect(await runs()).toBe(1);
});

test("a worker that dies in the middle of it leaves it to the next one", async () => {
  await leaveBehind();
  world.sidecar.behave(company.workspaceId);
  await retryCleanUp(company.owner);
  const mine = company.workspaceId;
  const stopping = new AbortController();
  world.sidecar.onCall(({ workspaceId, action }) => {
    if (workspaceId === mine && action === "DELETE_CREDENTIAL") stopping.abort();
  });
  await expect(world.run({ ...company, job: { ...company.job, signal: stopping.signal } })).rejects.toThrow();
  expect(await getIgnitionStatus(company.owner)).toMatchObject({ status: "rollback_in_progress" });
  expect(await world.run(company)).toMatchObject({ status: "cancelled", rollback_success: true });
  expect(inN8n()).toEqual({ workflows: 0, credentials: 0 });
});

test("nothing of it is stored when the queue refuses; a viewer may not, and without a launch there is nothing", async () => {
  await expect(retryCleanUp(company.owner)).rejects.toMatchObject({ code: "ignition.nothing_left" });
  await leaveBehind();
  await expect(retryCleanUp(company.viewer)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(world.withoutQueue(() => withTransaction(company.owner, beginCleanUp))).rejects.toThrow();
  expect(await getIgnitionStatus(company.owner)).toMatchObject({ status: "cancelled", rollback_success: false });
  expect(await lines("ignition.clean_up_requested")).toEqual([]);
});
