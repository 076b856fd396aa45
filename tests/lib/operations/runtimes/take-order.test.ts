import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { takeOrder } from "@/lib/operations/runtimes/take-order";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { attemptsOf, dedicatedAt, waitingRun } from "./dedicated";

let world: TestWorld;
let company: Company;
let runId: string;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  await dedicatedAt(world, company, "http://127.0.0.1:9");
  runId = await waitingRun(world, company);
});
afterAll(() => world.close());

async function handed(): Promise<{ id: string; epoch: number }> {
  const id = randomUUID();
  await world.admin.query(
    "insert into project_runtime_orders (id, workspace_id, project_id, kind, subject_id, epoch) values ($1, $2, $3, 'run', $4, 1)",
    [id, company.workspaceId, company.projectId, runId],
  );
  return { id, epoch: 1 };
}
const runtime = (of: Company = company) => ({ ...of.job, projectId: of.projectId });

test("an order that many ask for at once is done once, and told once", async () => {
  const order = await handed();
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => takeOrder(runtime(), order)));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await attemptsOf(world, runId)).toBe(1);
  const lines = await world.ledger(company.workspaceId);
  expect(lines.filter(({ event_type }) => event_type === "runtime.worked")).toMatchObject([
    { data: { kind: "run", subjectId: runId, epoch: 1 } },
  ]);
});

test("an order of another epoch, after a flip, of another company, or invented is refused and done by nobody", async () => {
  const order = await handed();
  const other = await world.company();
  await dedicatedAt(world, other, "http://127.0.0.1:9");
  const refused = { code: "runtime.order_passed" };
  await expect(takeOrder(runtime(), { ...order, epoch: 0 })).rejects.toMatchObject(refused);
  await expect(takeOrder(runtime(other), order)).rejects.toMatchObject(refused);
  await expect(takeOrder(runtime(), { id: randomUUID(), epoch: 1 })).rejects.toMatchObject(refused);
  await world.admin.query(
    "update project_runtime_instances set mode = 'shared', epoch = 2, status = 'unhealthy' where project_id = $1",
    [company.projectId],
  );
  await expect(takeOrder(runtime(), order)).rejects.toMatchObject(refused);
  await expect(takeOrder(runtime(), { ...order, epoch: 2 })).rejects.toMatchObject(refused);
  expect(await attemptsOf(world, runId)).toBe(0);
});

test("a viewer may not", async () => {
  const viewer = { ...company.viewer, projectId: company.projectId };
  await expect(takeOrder(viewer, await handed())).rejects.toMatchObject({ code: "permission.missing" });
});
