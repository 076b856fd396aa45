import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doRun } from "@/lib/autopilot/recurring/do-run";
import { takeOrder } from "@/lib/operations/runtimes/take-order";
import { workInContext } from "@/lib/operations/runtimes/work-in-context";
import { AppError } from "@/lib/platform/errors";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { attemptsOf, dedicatedAt, waitingRun } from "./dedicated";

type Order = { id: string; epoch: number };

let world: TestWorld;
let company: Company;
let server: Server;
/** The behaviour of the company's application. */
let behave: (order: Order) => Promise<"done" | "not done" | "cut off">;
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

const flip = (): Promise<unknown> =>
  world.admin.query(
    `update project_runtime_instances set epoch = epoch + 1,
       mode = case mode when 'dedicated' then 'shared' else 'dedicated' end where project_id = $1`,
    [company.projectId],
  );
const take = (order: Order): Promise<boolean> =>
  takeOrder({ ...company.job, projectId: company.projectId }, order).then(
    () => true,
    () => false,
  );
/** A job of the queue: repeated while its error may pass. */
async function work(runId: string): Promise<void> {
  const of = { projectId: company.projectId, kind: "run", subjectId: runId, version: null } as const;
  for (let attempt = 1; ; attempt++) {
    try {
      return await workInContext(company.job, of, () => doRun(company.job, { runId }));
    } catch (error) {
      if (!(error instanceof AppError && error.retryable) || attempt === 4) throw error;
    }
  }
}

/** A repeatable row of numbers below one (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

test(
  "each scheduled run is done exactly once among 500 flips, lost answers, late and repeated requests",
  { timeout: 600_000 },
  async () => {
    const random = numbersFrom(20261130);
    const sometimes = async (): Promise<void> => {
      for (let more = random(); more < 0.6; more = random()) {
        flips += 1;
        await flip();
      }
    };
    let flips = 0;
    const late: Order[] = [];
    behave = async (order) => {
      await sometimes();
      const fate = random();
      if (fate < 0.2) {
        // It will ask when nobody waits any more.
        late.push(order);
        return "cut off";
      }
      const isTaken = await take(order);
      await sometimes();
      if (fate < 0.4) await take(order);
      if (fate < 0.6) return "cut off";
      return isTaken ? "done" : "not done";
    };
    const begun: number[] = [];
    while (flips < 500) {
      await sometimes();
      const runId = await waitingRun(world, company);
      await work(runId);
      for (const order of late.splice(0)) await take(order);
      begun.push(await attemptsOf(world, runId));
    }
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
