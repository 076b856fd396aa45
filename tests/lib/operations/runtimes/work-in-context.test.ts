import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doRun } from "@/lib/autopilot/recurring/do-run";
import { takeOrder } from "@/lib/operations/runtimes/take-order";
import { workInContext } from "@/lib/operations/runtimes/work-in-context";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { attemptsOf, dedicatedAt, waitingRun } from "./dedicated";
import { randomFlips, untilDone, type Fate } from "./flips";

type Order = { id: string; epoch: number };

let world: TestWorld;
let company: Company;
let server: Server;
/** The behaviour of the company's application. */
let behave: (order: Order) => Promise<Fate>;
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      void behave(JSON.parse(text) as Order).then((how) =>
        how === "cut off" ? response.destroy() : response.end(JSON.stringify({ done: how === "done" })),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  world = await createTestWorld();
  company = await world.company();
  await dedicatedAt(world, company, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => server.close(resolve));
});

const take = (order: Order): Promise<boolean> =>
  takeOrder({ ...company.job, projectId: company.projectId }, order).then(
    () => true,
    () => false,
  );
test(
  "each scheduled run is done exactly once among 500 flips, lost answers, late and repeated requests",
  { timeout: 600_000 },
  async () => {
    const flips = randomFlips(world, company);
    behave = (order) => flips.meet(() => take(order));
    const begun = await flips.runs((runId) => {
      const of = { projectId: company.projectId, kind: "run", subjectId: runId, version: null } as const;
      return untilDone(() => workInContext(company.job, of, () => doRun(company.job, { runId })));
    });
    expect(begun.length).toBeGreaterThan(50);
    expect(begun.every((times) => times === 1)).toBe(true);
  },
);

test("a runtime that took an order and did not end it is not passed over: the job is tried again", async () => {
  await world.admin.query("update project_runtime_instances set mode = 'dedicated' where project_id = $1", [
    company.projectId,
  ]);
  const runId = await waitingRun(world, company);
  behave = async ({ id }) => {
    await world.admin.query("update project_runtime_orders set state = 'dedicated' where id = $1", [id]);
    return "cut off";
  };
  const of = { projectId: company.projectId, kind: "run", subjectId: runId, version: null } as const;
  const asked = workInContext(company.job, of, () => doRun(company.job, { runId }));
  await expect(asked).rejects.toMatchObject({ retryable: true });
  expect(await attemptsOf(world, runId)).toBe(0);
});

test("a viewer may not", async () => {
  const of = { projectId: company.projectId, kind: "run", subjectId: company.projectId, version: null } as const;
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(workInContext(viewer, of, async () => undefined)).rejects.toMatchObject({ code: "permission.missing" });
});
