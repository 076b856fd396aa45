import { once } from "node:events";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AppError } from "@/lib/platform/errors";
import type { SagaState } from "@/lib/platform/saga/journal";
import { runSaga } from "@/lib/platform/saga/run-saga";
import { bundleProgram, type CrashBundle } from "../../../support/crash-bundle";
import {
  SMALL_SAGA_TABLES,
  SmallJournal,
  smallStep,
  startSmallSaga,
  type SmallCtx,
  type Things,
} from "../../../support/small-saga";
import { createTestDatabase, type TestDatabase } from "../../../support/test-database";

let database: TestDatabase;
let client: Client;
let worker: CrashBundle;
let ctx: SmallCtx;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query(SMALL_SAGA_TABLES);
  worker = await bundleProgram("tests/support/small-saga-child.ts");
});
beforeEach(async () => {
  await startSmallSaga(client);
  ctx = { client, signal: new AbortController().signal, reach: () => Promise.resolve() };
});
afterAll(async () => {
  await worker.remove();
  await client.end();
  await database.close();
});

const refused = (): Promise<never> => Promise.reject(new AppError("impossible", "It says no.", { code: "it.refused" }));
const PLAN = [smallStep("a"), smallStep("b"), smallStep("c")];

const run = (plan = PLAN, attempt = 1): Promise<void> =>
  runSaga({ saga: { name: "small", plan }, ctx, journal: new SmallJournal(ctx, attempt) });

async function stateNow(): Promise<SagaState<Things>> {
  const { rows } = await client.query<{ state: SagaState<Things> }>("select state from small_saga");
  if (!rows[0]) throw new Error("The saga is not there.");
  return rows[0].state;
}
const column = async (query: string): Promise<string[]> =>
  (await client.query<[string]>({ text: query, rowMode: "array" })).rows.map(([value]) => value);
const things = (): Promise<string[]> => column("select name from small_things order by name");
const calls = (): Promise<string[]> => column("select call from small_calls order by position");
const cancel = (): Promise<unknown> =>
  client.query(`update small_saga set state = state || '{"cancelRequested": true}'`);

test("steps run in order, each with the resources of those before it", async () => {
  await run();
  expect(await calls()).toEqual(["run a", "run b", "run c"]);
  expect(await stateNow()).toMatchObject({ phase: "succeeded", made: { made: ["a", "b", "c"] }, failure: null });
  await run();
  expect(await calls()).toHaveLength(3);
});

test("a step that fails for good is undone with those before it, last first; later steps are not touched", async () => {
  await run([smallStep("a"), smallStep("b", { run: refused }), smallStep("c")]);
  expect(await calls()).toEqual(["run a", "undo b", "undo a"]);
  expect(await things()).toEqual([]);
  const state = await stateNow();
  expect(state).toMatchObject({ phase: "failed", failure: { code: "it.refused", step: "b" }, made: { made: [] } });
  expect(state.steps.map(({ status }) => status)).toEqual(["undone", "undone", "pending"]);
  expect(state.steps[1]?.error).toBe("It says no.");
});

test("a step that cannot be undone is recorded, and the others are undone", async () => {
  await run([smallStep("a"), smallStep("b", { undo: refused }), smallStep("c", { run: refused })]);
  const state = await stateNow();
  expect(state.phase).toBe("failed");
  expect(state.steps.map(({ status }) => status)).toEqual(["undone", "undo_failed", "undone"]);
  expect(await things()).toEqual(["b1", "b2"]);
});

test.each([
  ["before it began", [], []],
  ["in its first step", ["a"], ["run a", "undo a"]],
  ["in its last step", ["c"], ["run a", "run b", "run c", "undo c", "undo b", "undo a"]],
])("cancelled %s, the step under way ends and everything is undone", async (_, during, expected) => {
  if (during.length === 0) await cancel();
  const [during1] = during;
  ctx.reach = async (point) => {
    if (point === `half of ${during1} is made`) await cancel();
  };
  await run();
  expect(await calls()).toEqual(expected);
  expect(await things()).toEqual([]);
  expect(await stateNow()).toMatchObject({ phase: "cancelled", failure: { code: "small.cancelled", step: null } });
});

test("a step that hangs fails with its time limit and the last error's words, and is undone", async () => {
  const away = (): Promise<never> => Promise.reject(new AppError("unavailable", "The door is shut."));
  await run([smallStep("a"), smallStep("b", { timeoutSeconds: 1, run: away })]);
  const { phase, failure } = await stateNow();
  expect(phase).toBe("failed");
  expect(failure).toMatchObject({ code: "small.timeout", step: "b" });
  expect(failure?.message).toBe("Not finished within 1 seconds. The door is shut.");
});

test.each([
  ["a retryable error, three times", "upstream", 3, "succeeded"],
  ["a retryable error, for ever", "upstream", 99, "failed"],
  ["an error that a repetition cannot mend", "invalid", 1, "failed"],
] as const)("a step that answers with %s", async (_, kind, times, phase) => {
  let tries = 0;
  const step = smallStep("a", {
    run: async () => {
      tries += 1;
      if (tries <= times) throw new AppError(kind, "No.");
      return {};
    },
  });
  await run([step, smallStep("b"), smallStep("c")]);
  expect((await stateNow()).phase).toBe(phase);
  expect(tries).toBe(kind === "invalid" ? 1 : 4);
});

test.each([
  ["its worker is stopped", undefined],
  ["the database is away", "database.unavailable"],
  ["the database is busy with another transaction", "database.busy"],
  ["the database is slow", "database.slow"],
  ["the workspace is frozen", "workspace.frozen"],
])("when %s, nothing is undone, and the next run goes on", async (_, code) => {
  const stopping = new AbortController();
  const interrupted = (): Promise<never> => {
    if (code === undefined) stopping.abort();
    return Promise.reject(new AppError("forbidden", "Not now.", code === undefined ? {} : { code }));
  };
  const signal = stopping.signal;
  const plan = [smallStep("a"), smallStep("b", { run: interrupted }), smallStep("c")];
  const journal = new SmallJournal(ctx);
  await expect(runSaga({ saga: { name: "small", plan }, ctx: { ...ctx, signal }, journal })).rejects.toThrow();
  expect(await stateNow()).toMatchObject({ phase: "running", steps: [{ status: "done" }, { status: "running" }, {}] });
  await run();
  expect(await calls()).toEqual(["run a", "run b", "run c"]);
  expect((await stateNow()).phase).toBe("succeeded");
});

test("a run that another one replaced stops at its next entry, and undoes nothing", async () => {
  ctx.reach = async (point) => {
    if (point === "half of b is made") await client.query("update small_saga set attempt = 2");
  };
  await expect(run()).rejects.toMatchObject({ code: "small.superseded" });
  expect(await calls()).toEqual(["run a", "run b"]);
  await run(PLAN, 2);
  expect((await stateNow()).phase).toBe("succeeded");
  expect(await things()).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
});

/** Starts workers until one ends by itself; each other one is killed where it stands. Returns how many were killed. */
async function killAtEveryPoint(end: "succeeds" | "fails"): Promise<number> {
  for (let killed = 0; ; killed += 1) {
    const child = worker.start([database.adminUrl, end]);
    child.stderr.pipe(process.stderr, { end: false });
    const exit = once(child, "exit");
    child.stdout.once("data", () => child.kill("SIGKILL"));
    const [code] = await exit;
    if (code === 0) return killed;
    if (code !== null) throw new Error(`The worker ended with ${String(code)}.`);
  }
}

test("killed at every point on its way, it still ends with each thing made once, and no done step is run again", async () => {
  // Seven entries, and the middle of each of three steps.
  expect(await killAtEveryPoint("succeeds")).toBe(10);
  expect(await stateNow()).toMatchObject({ phase: "succeeded", made: { made: ["a", "b", "c"] } });
  expect(await things()).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
  const made = await calls();
  expect(made).toEqual(made.toSorted());
});

test("killed at every point of a failure and its undoing, it still leaves nothing", async () => {
  // Six entries up to the failure, two for each undo, the end; the middle of two runs and three undos.
  expect(await killAtEveryPoint("fails")).toBe(18);
  expect(await stateNow()).toMatchObject({ phase: "failed", made: { made: [] }, failure: { step: "c" } });
  expect(await things()).toEqual([]);
});
