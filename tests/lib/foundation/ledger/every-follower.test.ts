import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { followEvents } from "@/lib/foundation/ledger/follow-events";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { listEventsAfter } from "@/lib/foundation/ledger/list-events-after";
import { currentPosition } from "@/lib/foundation/ledger/current-position";
import { startingPosition } from "@/lib/foundation/ledger/starting-position";
import { defineEvent } from "@/lib/platform/contracts";
import { sql } from "kysely";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";

const Noted = defineEvent("test.noted", z.object({ n: z.number() }), ({ n }) => `Noted ${n}.`);

let world: TestWorld;
let company: Company;
let gone: AbortController;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  gone = new AbortController();
  await becomesPast();
});
afterAll(() => world.close());

const note = (n: number, of = company): Promise<void> =>
  withTransaction(of.owner, (tx) => appendEvent(tx, Noted, { n }));

/** "Now" is where the oldest running transaction of the whole server began, and other test files run transactions too. */
const becomesPast = (): Promise<boolean> =>
  waitFor(
    async () => {
      const { rows } = await world.admin.query<{ past: boolean }>(
        "select pg_snapshot_xmin(pg_current_snapshot()) > max(xact_id) as past from project_events where project_id = $1",
        [company.projectId],
      );
      return rows[0]?.past ?? false;
    },
    { what: "the written lines precede every running transaction", everyMs: 20 },
  );

/** Follows until it has seen `count` lines. */
async function follow(count: number, position?: string): Promise<number[]> {
  const seen: number[] = [];
  for await (const { entry } of followEvents(company.viewer, {
    projectId: company.projectId,
    position,
    signal: gone.signal,
  })) {
    seen.push((entry.data as { n: number }).n);
    if (seen.length === count) break;
  }
  return seen;
}

test("sees what is committed from now on, in order and once", async () => {
  await note(0);
  await becomesPast();
  const position = await currentPosition(company.viewer);
  const following = follow(50, position);
  for (let n = 1; n <= 50; n += 1) await note(n);
  expect(await following).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

test("lines are read in the order of their transactions' numbers, not of how these are spelt", async () => {
  const numbers = ["9", "10", "100", "11"];
  for (const xact of numbers)
    await world.admin.query(
      `insert into project_events (workspace_id, project_id, event_type, message, data, actor_type, xact_id)
       values ($1, $2, 'test.noted', 'Noted.', $3, 'system', $4::xid8)`,
      [company.workspaceId, company.projectId, { n: Number(xact) }, xact],
    );
  const lines = await listEventsAfter(company.viewer, { projectId: company.projectId, position: "0:0" });
  expect(lines.slice(0, 4).map(({ entry }) => (entry.data as { n: number }).n)).toEqual([9, 10, 11, 100]);
});

test("a line that a slow transaction wrote first and commits last is not skipped", async () => {
  const position = await currentPosition(company.viewer);
  const following = follow(3, position);
  const written = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const slow = withTransaction(company.owner, async (tx) => {
    await appendEvent(tx, Noted, { n: 1 });
    written.resolve();
    await commit.promise;
  });
  await written.promise;
  await note(2);
  await note(3);
  const { rows } = await world.admin.query<{ n: number }>(
    "select (data ->> 'n')::int as n from project_events where project_id = $1 and event_type = 'test.noted' order by id",
    [company.projectId],
  );
  expect(rows.map(({ n }) => n)).toEqual([2, 3]);
  // a reader that starts now and continues
  const early = await listEventsAfter(company.viewer, { projectId: company.projectId, position });
  commit.resolve();
  await slow;
  const from = early.at(-1)?.position ?? position;
  const readAll = async (): Promise<number[]> => {
    const late = await listEventsAfter(company.viewer, { projectId: company.projectId, position: from });
    return [...early, ...late].map(({ entry }) => (entry.data as { n: number }).n).toSorted();
  };
  await becomesPast();
  expect(await readAll()).toEqual([1, 2, 3]);
  expect((await following).toSorted()).toEqual([1, 2, 3]);
});

const LONG = { timeout: 30_000 };

/** Begins a transaction, has it write with a number of its own, and leaves it open; returns the way to end it. */
async function beginLongWrite(begin: (hold: Promise<void>) => Promise<unknown>): Promise<() => Promise<void>> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const running = begin(promise);
  return async () => {
    resolve();
    await running;
  };
}
/** A job of the whole installation, as the recount is, that has written and goes on. */
const installationJob = (hold: Promise<void>): Promise<void> =>
  withServiceTransaction(world.system(), async ({ db }) => {
    await sql`select pg_current_xact_id()`.execute(db);
    await hold;
  });
const importOf = (of: Company) => (hold: Promise<void>) =>
  withTransaction(of.owner, async (tx) => {
    await appendEvent(tx, Noted, { n: 99 });
    await hold;
  });

test("a long write of another workspace, or of the installation, holds back no line", async () => {
  const other = await world.company();
  const position = await currentPosition(company.viewer);
  const ends = [await beginLongWrite(installationJob), await beginLongWrite(importOf(other))];
  await vi.waitFor(async () => expect(await runningWrites()).toBeGreaterThanOrEqual(2), LONG);
  const following = follow(3, position);
  for (const n of [1, 2, 3]) await note(n);
  expect(await following).toEqual([1, 2, 3]);
  for (const end of ends) await end();
});

test("beside a long write elsewhere, a slow transaction of the same workspace still holds back its neighbours", async () => {
  const position = await currentPosition(company.viewer);
  const endElsewhere = await beginLongWrite(installationJob);
  const endSlow = await beginLongWrite(importOf(company));
  await vi.waitFor(async () => expect(await runningWrites()).toBeGreaterThanOrEqual(2), LONG);
  await note(1);
  expect(await listEventsAfter(company.viewer, { projectId: company.projectId, position })).toEqual([]);
  await endSlow();
  const lines = await listEventsAfter(company.viewer, { projectId: company.projectId, position });
  expect(lines.map(({ entry }) => (entry.data as { n: number }).n)).toEqual([99, 1]);
  await endElsewhere();
});

/** How many transactions of this database have written and are open. */
const runningWrites = async (): Promise<number> => {
  const { rows } = await world.admin.query<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and backend_xid is not null",
  );
  return rows[0]?.n ?? 0;
};

test("with 40 writers of two workspaces and a long write elsewhere, a follower skips no line", async () => {
  const other = await world.company();
  const position = await currentPosition(company.viewer);
  const end = await beginLongWrite(installationJob);
  const following = follow(200, position);
  const numbers = Array.from({ length: 200 }, (_, n) => n);
  const write = async (writer: number): Promise<void> => {
    for (const n of numbers.filter((number) => number % 20 === writer)) {
      await note(n);
      await note(n, other);
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
  expect((await following).toSorted((a, b) => a - b)).toEqual(numbers);
  await end();
});

test("resumed at the position of its last line, it goes on after it", async () => {
  const start = await currentPosition(company.viewer);
  for (let n = 1; n <= 5; n += 1) await note(n);
  let position = start;
  for await (const followed of followEvents(company.viewer, {
    projectId: company.projectId,
    position,
    signal: gone.signal,
  })) {
    position = followed.position;
    if ((followed.entry.data as { n: number }).n === 3) break;
  }
  expect(await follow(2, position)).toEqual([4, 5]);
});

test("between the page that was listed and the stream nothing is missed", async () => {
  await note(1);
  await becomesPast();
  const { data, position } = await listEvents(company.viewer, { projectId: company.projectId, limit: 10 });
  await note(2);
  expect(data.map((line) => (line.data as { n?: number }).n)).toContain(1);
  expect(await follow(1, position)).toEqual([2]);
});

test("a burst of 1,000 in one transaction comes whole, in their order", async () => {
  const position = await currentPosition(company.viewer);
  const numbers = Array.from({ length: 1_000 }, (_, index) => index);
  await withTransaction(company.owner, async (tx) => {
    for (const n of numbers) await appendEvent(tx, Noted, { n });
  });
  expect(await follow(1_000, position)).toEqual(numbers);
});

test("another company's lines are not seen, by nobody who does not belong there", async () => {
  const position = await currentPosition(company.viewer);
  const other = await world.company();
  await note(99, other);
  await note(1);
  expect(await follow(1, position)).toEqual([1]);
  const spying = followEvents(company.stranger, { projectId: company.projectId, position, signal: gone.signal });
  const first = spying.next();
  await note(2);
  gone.abort();
  expect(await first).toMatchObject({ done: true });
});

test.each(["", "junk", "1:2:3", "'; drop table project_events; --", "1:9999999999999999999", "99999999999999999999:1"])(
  "a position %j that nobody gave out starts now",
  async (position) => {
    await note(1);
    await becomesPast();
    // "Now" moves with the transactions of other test files.
    const before = await currentPosition(company.viewer);
    const start = await startingPosition(company.viewer, position);
    const after = await currentPosition(company.viewer);
    expect(start).toMatch(/^\d+:0$/);
    expect(transactionOf(start)).toBeGreaterThanOrEqual(transactionOf(before));
    expect(transactionOf(start)).toBeLessThanOrEqual(transactionOf(after));
    const following = follow(1, position);
    await waitFor(isFollowed, { what: "it listens" });
    for (let n = 2; n < 4; n += 1) await note(n);
    expect((await following)[0]).toBeGreaterThanOrEqual(2);
  },
);

const transactionOf = (position: string): number => Number(position.split(":")[0]);

const isFollowed = async (): Promise<boolean> => {
  const { rowCount } = await world.admin.query(
    "select from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
  );
  return (rowCount ?? 0) > 0;
};

test("goes on after every connection of the database was ended", async () => {
  const position = await currentPosition(company.viewer);
  const following = follow(2, position);
  await note(1);
  await waitFor(isFollowed, { what: "it listens" });
  const killer = new Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
  await killer.connect();
  await killer.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight-listen' and datname = $1",
    [new URL(world.url).pathname.slice(1)],
  );
  await killer.end();
  await note(2);
  expect(await following).toEqual([1, 2]);
});

test("ends at once when its reader is gone", async () => {
  const following = follow(1);
  gone.abort();
  expect(await following).toEqual([]);
});
