import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeOrder } from "@/lib/operations/runtimes/take-order";
import { workInContext } from "@/lib/operations/runtimes/work-in-context";
import { watchStates, type Seen } from "../../../factories/state-changes";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../../outreach/email-world";
import { dedicatedAt, waitingRun } from "./dedicated";

type Order = { id: string; epoch: number };

let world: TestWorld;
let company: Company;
let seen: () => Promise<Seen>;
let server: Server;
/** The company's application, once it is asked. */
let behave: (order: Order) => Promise<boolean>;
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      void behave(JSON.parse(text) as Order).then((done) => response.end(JSON.stringify({ done })));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  world = await createTestWorld();
  company = await world.company();
  await dedicatedAt(world, company, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  seen = await watchStates(world, {
    table: "project_runtime_orders",
    id: "r.id::text",
    state: "case when r.ended_at is null then r.state else r.state || ', ended' end",
    tells: "e.event_type like 'runtime.%' and e.data ->> 'orderId' = c.id",
  });
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => server.close(resolve));
});

const take = (order: Order): Promise<{ done: true }> =>
  takeOrder({ ...company.job, projectId: company.projectId }, order);
const work = (subjectId: string, perform: () => Promise<void> = async () => undefined): Promise<void> =>
  workInContext(company.job, { projectId: company.projectId, kind: "run", subjectId, version: null }, perform);
const states = async (): Promise<string[]> =>
  (
    await world.admin.query<{ state: string }>("select state from project_runtime_orders order by handed_at, id")
  ).rows.map(({ state }) => state);

test("each change of an order's state has exactly one line of the ledger in its own commit", async () => {
  behave = async (order) => (await take(order)).done;
  await work(await waitingRun(world, company));
  behave = async () => false;
  await work(await waitingRun(world, company));
  // Handed over anew while the runtime keeps the first one waiting.
  const runId = await waitingRun(world, company);
  const asked = Promise.withResolvers<void>();
  const again = Promise.withResolvers<boolean>();
  behave = (): Promise<boolean> => {
    asked.resolve();
    return again.promise;
  };
  const first = work(runId);
  await asked.promise;
  behave = async (order) => (await take(order)).done;
  await work(runId);
  again.resolve(false);
  await expect(first).rejects.toMatchObject({ code: "runtime.not_done" });
  expect(await seen()).toEqual({
    "new to handed": ["runtime.order_handed"],
    "handed to dedicated": ["runtime.order_taken"],
    "dedicated to dedicated, ended": ["runtime.worked"],
    "handed to shared": ["runtime.passed_over"],
    "handed to superseded": ["runtime.order_superseded"],
  });
});

test("an order whose line cannot be written is not handed over", async () => {
  const before = await states();
  const runId = await waitingRun(world, company);
  await expect(withoutLedger(world, () => work(runId))).rejects.toThrow();
  expect(await states()).toEqual(before);
});
