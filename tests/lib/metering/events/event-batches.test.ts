import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { EventBatches, LIMITS } from "@/lib/metering/events/event-batches";
import { recordEvents, type Recorded } from "@/lib/metering/events/record-events";
import type { NewEvent } from "@/lib/metering/events/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, webhookOf } from "./event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

type Store = (ctx: WorkspaceCtx, events: readonly NewEvent[]) => Promise<Recorded[]>;
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
/** How many events each commit holds, once there are as many commits. */
const begun = async (commits: readonly Commit[], ...keys: string[][]): Promise<void> =>
  vi.waitFor(() => expect(commits.map((commit) => commit.keys)).toEqual(keys));
const keyed = (idempotency_key: string, more: Partial<NewEvent> = {}): NewEvent =>
  anEvent({ idempotency_key, ...more });

test("events that arrive together share a commit, later ones share the next, and each is answered after its own commit", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { ...LIMITS, commitsOfOne: 1 });
  const ctx = webhookOf(company);
  const add = (...keys: string[]) => keys.map((key) => batches.add(ctx, keyed(key)));
  const first = add("a", "b");
  await begun(commits, ["a", "b"]);
  const others = add("c", "d", "e");
  const answered = vi.fn<(recorded: Recorded) => void>();
  void first[0]?.then(answered);
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).not.toHaveBeenCalled();
  expect(commits).toHaveLength(1);

  commits[0]?.done();
  expect(await first[0]).toEqual({ event_id: "a", deduped: false });
  await begun(commits, ["a", "b"], ["c", "d", "e"]);
  commits[1]?.done();
  expect(await Promise.all(others)).toEqual(["c", "d", "e"].map((event_id) => ({ event_id, deduped: false })));
});

test("while one commit of a token is under way another begins, and no third", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { ...LIMITS, commitsOfOne: 2 });
  const ctx = webhookOf(company);
  const first = batches.add(ctx, keyed("a"));
  await begun(commits, ["a"]);
  const second = batches.add(ctx, keyed("b"));
  await begun(commits, ["a"], ["b"]);
  const third = batches.add(ctx, keyed("c"));
  commits[1]?.done();
  expect(await second).toMatchObject({ event_id: "b" });
  await begun(commits, ["a"], ["b"], ["c"]);
  commits.forEach(({ done }) => done());
  await Promise.all([first, third]);
  await batches.idle();
});

test("workspaces do not wait for each other, up to the commits allowed at once", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { ...LIMITS, commits: 2 });
  const of = (): WorkspaceCtx => ({ ...webhookOf(company), workspaceId: randomUUID() });
  const answers = ["a", "b", "c"].map((key) => batches.add(of(), keyed(key)));
  await begun(commits, ["a"], ["b"]);
  commits[1]?.done();
  await vi.waitFor(() => expect(commits).toHaveLength(3));
  commits.forEach(({ done }) => done());
  await Promise.all(answers);
});

test("the events of one token that wait are bounded, by number and by size; room comes back", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { waiting: 3, bytes: 6_000, commits: 1, commitsOfOne: 1 });
  const ctx = webhookOf(company);
  const taken = [batches.add(ctx, keyed("a"))];
  await begun(commits, ["a"]);
  taken.push(batches.add(ctx, keyed("b")));
  const busy = { kind: "unavailable", code: "ingestion.busy" };
  await expect(batches.add(ctx, keyed("c"))).rejects.toMatchObject(busy);
  commits[0]?.done();
  await taken[0];
  await expect(batches.add(ctx, keyed("d", { body: "x".repeat(6_000) }))).rejects.toMatchObject(busy);
  await vi.waitFor(() => expect(commits).toHaveLength(2));
  commits[1]?.done();
  await Promise.all(taken);
  const later = batches.add(ctx, keyed("e"));
  await vi.waitFor(() => expect(commits).toHaveLength(3));
  commits[2]?.done();
  expect(await later).toMatchObject({ event_id: "e" });
});

test("one that cannot be stored hears so alone, and costs the others few commits", async () => {
  const record = vi.fn<Store>((_ctx, events) =>
    events.some((event) => event.idempotency_key === "poison")
      ? Promise.reject(new Error("the database refuses it"))
      : Promise.resolve(events.map((event) => ({ event_id: event.idempotency_key, deduped: false }))),
  );
  const batches = new EventBatches(record);
  const ctx = webhookOf(company);
  const keys = Array.from({ length: 1_000 }, (_, index) => (index === 600 ? "poison" : `k-${index}`));
  const answers = await Promise.allSettled(keys.map((key) => batches.add(ctx, keyed(key))));
  expect(answers.flatMap(({ status }, index) => (status === "rejected" ? [index] : []))).toEqual([600]);
  expect(record.mock.calls.length).toBeLessThan(30);
});

test("a sender's own batch takes its turn, counts as one and fails alone", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { ...LIMITS, waiting: 5, commits: 1 });
  const ctx = webhookOf(company);
  const single = batches.add(ctx, keyed("a"));
  await begun(commits, ["a"]);
  const whole = batches.addAll(ctx, [keyed("b"), keyed("c")]);
  const next = batches.add(ctx, keyed("d"));
  await expect(batches.addAll(ctx, [keyed("e")])).rejects.toMatchObject({ code: "ingestion.busy" });
  commits[0]?.done();
  await single;
  await begun(commits, ["a"], ["b", "c"]);
  const frozen = new AppError("forbidden", "frozen", { code: "workspace.frozen" });
  commits[1]?.done(frozen);
  await expect(whole).rejects.toThrow(frozen);
  await vi.waitFor(() => expect(commits).toHaveLength(3));
  const idle = batches.idle();
  commits[2]?.done();
  expect(await next).toMatchObject({ event_id: "d" });
  await idle;
});

/** Enough that one token fills every commit and all of the room, if it may. */
const FLOOD = 60;
const thousand = (name: string): NewEvent[] => Array.from({ length: 1_000 }, (_, index) => keyed(`${name}-${index}`));

test("a token with 60 batches of 1,000 takes neither the commits nor the room of another", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, LIMITS);
  const flood = Array.from({ length: FLOOD }, (_, index) =>
    batches.addAll(webhookOf(company, "flooding"), thousand(`flood-${index}`)).then(
      () => "stored",
      (error: unknown) => (error as AppError).code,
    ),
  );
  await vi.waitFor(() => expect(commits).toHaveLength(LIMITS.commitsOfOne));
  const single = batches.add(webhookOf(company, "other"), keyed("single"));
  const batch = batches.addAll(webhookOf(company, "third"), thousand("batch"));
  await vi.waitFor(() => expect(commits).toHaveLength(LIMITS.commitsOfOne + 2));
  commits.splice(LIMITS.commitsOfOne).forEach(({ done }) => done());
  expect(await single).toMatchObject({ event_id: "single" });
  expect(await batch).toHaveLength(1_000);

  const finished = Promise.all(flood);
  while (!(await Promise.race([finished.then(() => true), new Promise((resolve) => setImmediate(resolve, false))])))
    commits.splice(0).forEach(({ done }) => done());
  const answers = await finished;
  expect(answers).toContain("ingestion.busy");
  expect(answers.filter((answer) => answer === "stored").length).toBeGreaterThan(10);
  await batches.idle();
});

test("the singles of a token do not wait behind all of its batches", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { ...LIMITS, commits: 1, commitsOfOne: 1 });
  const ctx = webhookOf(company);
  const whole = ["a", "b", "c"].map((key) => batches.addAll(ctx, [keyed(key)]));
  await begun(commits, ["a"]);
  const single = batches.add(ctx, keyed("single"));
  commits[0]?.done();
  await begun(commits, ["a"], ["single"]);
  commits[1]?.done();
  expect(await single).toMatchObject({ event_id: "single" });
  await begun(commits, ["a"], ["single"], ["b"]);
  commits[2]?.done();
  await begun(commits, ["a"], ["single"], ["b"], ["c"]);
  commits[3]?.done();
  await Promise.all(whole);
});

test("an event that cannot be stored fails alone in its sender's batch", async () => {
  const batches = new EventBatches(async (_ctx, events: readonly NewEvent[]) => {
    if (events.some(({ idempotency_key }) => idempotency_key === "poison")) throw new Error("the database refuses it");
    return events.map(({ idempotency_key }) => ({ event_id: idempotency_key, deduped: false }));
  });
  const outcomes = await batches.addAll(
    webhookOf(company),
    ["a", "poison", "b"].map((key) => keyed(key)),
  );
  expect(outcomes.map((outcome) => ("stored" in outcome ? "stored" : "failed"))).toEqual([
    "stored",
    "failed",
    "stored",
  ]);
});

test("behind a commit that took too long nobody waits as long again", async () => {
  const { commits, record } = held();
  const batches = new EventBatches(record, { ...LIMITS, commitsOfOne: 1 });
  const ctx = webhookOf(company);
  const first = batches.add(ctx, keyed("a"));
  await begun(commits, ["a"]);
  const behind = ["b", "c"].map((key) => batches.add(ctx, keyed(key)));
  commits[0]?.done(new AppError("unavailable", "slow", { code: "ingestion.slow" }));
  for (const answer of [first, ...behind]) await expect(answer).rejects.toMatchObject({ code: "ingestion.slow" });
  expect(commits).toHaveLength(1);
  await batches.idle();
  const later = batches.add(ctx, keyed("d"));
  await begun(commits, ["a"], ["d"]);
  commits[1]?.done();
  expect(await later).toMatchObject({ event_id: "d" });
});

test("a database that is away refuses the whole batch once, instead of asking it for each", async () => {
  const record = vi.fn<Store>(() => Promise.reject(new AppError("unavailable", "away")));
  const batches = new EventBatches(record, LIMITS);
  const ctx = webhookOf(company);
  const answers = await Promise.allSettled(["a", "b", "c"].map((key) => batches.add(ctx, keyed(key))));
  expect(answers.every(({ status }) => status === "rejected")).toBe(true);
  expect(record).toHaveBeenCalledTimes(1);
});

test("on the real store: 500 at once, 100 of them identical, are 401 rows in few commits", async () => {
  const record = vi.fn<Store>(recordEvents);
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
