import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { EventBatches } from "@/lib/ingestion/event-batches";
import { recordEvents, type Recorded } from "@/lib/ingestion/record-events";
import type { NewEvent } from "@/lib/ingestion/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { anEvent, webhookOf } from "./event-factory";

const LIMITS = { waiting: 10_000, bytes: 32 * 1024 * 1024, commits: 6 };

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

type Commit = { keys: string[]; done: (error?: unknown) => void };

/** A store whose commits end when the test says so. */
function held(): {
  commits: Commit[];
  record: (ctx: WorkspaceCtx, events: readonly NewEvent[]) => Promise<Recorded[]>;
} {
  const commits: Commit[] = [];
  const record = (_ctx: WorkspaceCtx, events: readonly NewEvent[]): Promise<Recorded[]> =>
    new Promise((resolve, reject) => {
      const keys = events.map((event) => event.idempotency_key);
      const results = keys.map((event_id) => ({ event_id, deduped: false }));
      commits.push({ keys, done: (error) => (error ? reject(error) : resolve(results)) });
    });
  return { commits, record };
}
const keyed = (idempotency_key: string, more: Partial<NewEvent> = {}): NewEvent =>
  anEvent({ idempotency_key, ...more });

test("what arrives while a commit is under way goes together with the next, and is answered after it", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, LIMITS);
  const ctx = webhookOf(company);
  const first = batches.add(ctx, keyed("a"));
  const others = ["b", "c", "d"].map((key) => batches.add(ctx, keyed(key)));
  expect(commits.map(({ keys }) => keys)).toEqual([["a"]]);
  const answered = vi.fn();
  void first.then(answered);
  await Promise.resolve();
  expect(answered).not.toHaveBeenCalled();

  commits[0]?.done();
  expect(await first).toEqual({ event_id: "a", deduped: false });
  await vi.waitFor(() => expect(commits.map(({ keys }) => keys)).toEqual([["a"], ["b", "c", "d"]]));
  commits[1]?.done();
  expect(await Promise.all(others)).toEqual(["b", "c", "d"].map((event_id) => ({ event_id, deduped: false })));
});

test("workspaces do not wait for each other, up to the commits allowed at once", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { ...LIMITS, commits: 2 });
  const of = (): WorkspaceCtx => ({ ...webhookOf(company), workspaceId: randomUUID() });
  const answers = ["a", "b", "c"].map((key) => batches.add(of(), keyed(key)));
  expect(commits.map(({ keys }) => keys)).toEqual([["a"], ["b"]]);
  commits[1]?.done();
  await vi.waitFor(() => expect(commits).toHaveLength(3));
  commits.forEach(({ done }) => done());
  await Promise.all(answers);
});

test("what waits is bounded, by number and by size; room comes back", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { waiting: 2, bytes: 2_000, commits: 1 });
  const ctx = webhookOf(company);
  const taken = [batches.add(ctx, keyed("a")), batches.add(ctx, keyed("b"))];
  const busy = { kind: "unavailable", code: "ingestion.busy" };
  await expect(batches.add(ctx, keyed("c"))).rejects.toMatchObject(busy);
  commits[0]?.done();
  await taken[0];
  await expect(batches.add(ctx, keyed("d", { body: "x".repeat(2_000) }))).rejects.toMatchObject(busy);
  await vi.waitFor(() => expect(commits).toHaveLength(2));
  commits[1]?.done();
  await Promise.all(taken);
  const later = batches.add(ctx, keyed("e"));
  commits[2]?.done();
  expect(await later).toMatchObject({ event_id: "e" });
});

test("one that cannot be stored hears so alone", async () => {
  const record = (_ctx: WorkspaceCtx, events: readonly NewEvent[]): Promise<Recorded[]> =>
    events.some((event) => event.idempotency_key === "poison")
      ? Promise.reject(new Error("the database refuses it"))
      : Promise.resolve(events.map((event) => ({ event_id: event.idempotency_key, deduped: false })));
  const batches = new EventBatches(record, LIMITS);
  const ctx = webhookOf(company);
  const answers = await Promise.allSettled(["a", "poison", "b"].map((key) => batches.add(ctx, keyed(key))));
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a database that is away refuses the whole batch once, instead of asking it for each", async () => {
  const record = vi.fn((): Promise<Recorded[]> => Promise.reject(new AppError("unavailable", "away")));
  const batches = new EventBatches(record, LIMITS);
  const ctx = webhookOf(company);
  const answers = await Promise.allSettled(["a", "b", "c"].map((key) => batches.add(ctx, keyed(key))));
  expect(answers.every(({ status }) => status === "rejected")).toBe(true);
  expect(record).toHaveBeenCalledTimes(2);
});

test("on the real store: 500 at once, 100 of them identical, are 401 rows in few commits", async () => {
  const record = vi.fn(recordEvents);
  const batches = new EventBatches(record, LIMITS);
  const ctx = webhookOf(company);
  const same = keyed(randomUUID());
  const events = Array.from({ length: 500 }, (_, index) => (index % 5 === 0 ? same : keyed(randomUUID())));
  const answers = await Promise.all(events.map((event) => batches.add(ctx, event)));
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from email_events where workspace_id = $1",
    [company.workspaceId],
  );
  expect(rows[0]?.n).toBe(401);
  expect(new Set(answers.map((answer) => ("event_id" in answer ? answer.event_id : ""))).size).toBe(401);
  expect(record.mock.calls.length).toBeLessThan(5);
});
