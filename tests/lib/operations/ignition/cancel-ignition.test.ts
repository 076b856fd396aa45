import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cancelIgnition } from "@/lib/operations/ignition/cancel-ignition";
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

const isRequested = async (): Promise<boolean> => {
  const { rows } = await world.admin.query<{ cancel_requested: boolean }>(
    "select cancel_requested from genesis.ignition_state where workspace_id = $1",
    [company.workspaceId],
  );
  return rows[0]?.cancel_requested ?? false;
};

test("a launch that has not begun working is cancelled without doing anything", async () => {
  await world.launch(company);
  expect(await cancelIgnition(company.owner)).toEqual({ success: true });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({ event_type: "ignition.cancel_requested" });
  expect((await world.run(company)).status).toBe("cancelled");
  const calls = world.sidecar.calls.filter(({ workspaceId }) => workspaceId === company.workspaceId);
  expect(calls.map(({ action }) => action).filter((action) => action !== "LIST_WORKFLOWS")).toEqual([]);
});

test.each(["active", "failed", "cancelled", "rollback_in_progress"])(
  "one that is %s cannot be cancelled",
  async (status) => {
    await world.launch(company);
    await world.admin.query("update genesis.ignition_state set status = $2 where workspace_id = $1", [
      company.workspaceId,
      status,
    ]);
    const lines = await world.ledger(company.workspaceId);
    await expect(cancelIgnition(company.owner)).rejects.toMatchObject({
      kind: "conflict",
      code: "ignition.not_running",
    });
    expect(await isRequested()).toBe(false);
    expect(await world.ledger(company.workspaceId)).toEqual(lines);
  },
);

test("nothing launched, nothing to cancel; a viewer may not; a stranger cancels nothing here", async () => {
  await expect(cancelIgnition(company.owner)).rejects.toMatchObject({ code: "ignition.not_running" });
  await world.launch(company);
  await expect(cancelIgnition(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(cancelIgnition(company.stranger)).rejects.toMatchObject({ code: "ignition.not_running" });
  expect(await isRequested()).toBe(false);
});
