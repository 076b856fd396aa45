import { z } from "zod";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appendEvents } from "@/lib/ledger/append-event";
import { followEvents } from "@/lib/ledger/follow-events";
import { listEvents } from "@/lib/ledger/list-events";
import { defineEvent } from "@/lib/platform/contracts";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

const Noted = defineEvent("test.noted", z.object({ n: z.number() }), ({ n }) => `Number ${n}.`);

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const note = (...numbers: number[]): Promise<void> =>
  withTransaction(company.owner, (tx) =>
    appendEvents(
      tx,
      numbers.map((n) => ({ event: Noted, payload: { n }, projectId: n % 2 ? company.projectId : null })),
    ),
  );

/** Reads so many lines, then leaves. */
async function read(count: number, from: string, firstPauseMs?: number) {
  const gone = new AbortController();
  const lines: { message: string; position: string; at: number }[] = [];
  const source = followEvents(company.owner, {
    projectId: company.projectId,
    position: from,
    firstPauseMs,
    signal: gone.signal,
  });
  for (let next = await source.next(); !next.done; next = await source.next()) {
    lines.push({ message: next.value.entry.message, position: next.value.position, at: Date.now() });
    if (lines.length === count) break;
  }
  gone.abort();
  await source.return();
  return lines;
}

async function position(): Promise<string> {
  return (await listEvents(company.owner, { projectId: company.projectId, limit: 1 })).position;
}

const numbered = (lines: { message: string }[]): string[] =>
  lines.map(({ message }) => message).filter((message) => message.startsWith("Number"));

test("a follower gets every line in order, also those of the first project by default, and resumes where it left", async () => {
  const start = await position();
  await note(1, 2, 3);
  const lines = await read(3, start);
  expect(numbered(lines)).toEqual(["Number 1.", "Number 2.", "Number 3."]);
  await note(4);
  expect(numbered(await read(2, lines[1]?.position ?? ""))).toEqual(["Number 3.", "Number 4."]);
});

test("a new line arrives by notification, without anybody looking", async () => {
  const reading = read(20, await position(), 60_000);
  const sent: number[] = [];
  let reads = 0;
  void reading.then((lines) => (reads = lines.length));
  // Other databases of this cluster can hold a line back for a moment; the next one then brings it along.
  while (reads === 0 && sent.length < 1_000) {
    sent.push(Date.now());
    await note(sent.length);
  }
  const delays = (await reading).map(({ at }, index) => at - (sent[index] ?? 0)).toSorted((a, b) => a - b);
  expect(delays[10]).toBeLessThan(500);
});

test("a slow transaction's line is neither skipped nor overtaken", async () => {
  const start = await position();
  const reading = read(2, start);
  await withTransaction(company.owner, async (tx) => {
    await appendEvents(tx, [{ event: Noted, payload: { n: 1 }, projectId: company.projectId }]);
    await note(2);
  });
  expect(numbered(await reading)).toEqual(["Number 1.", "Number 2."]);
});

test("200 lines of 20 concurrent writers arrive once each", async () => {
  const start = await position();
  const reading = read(200, start);
  await Promise.all(
    Array.from({ length: 20 }, (_, w) => note(...Array.from({ length: 10 }, (_line, index) => w * 10 + index))),
  );
  expect(new Set(numbered(await reading)).size).toBe(200);
});

test("a reader who leaves ends the source, and a stranger reads nothing", async () => {
  const gone = new AbortController();
  const source = followEvents(company.owner, {
    projectId: company.projectId,
    position: "nonsense",
    signal: gone.signal,
  });
  const waiting = source.next();
  gone.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });

  const start = await position();
  const left = new AbortController();
  const strange = followEvents(company.stranger, {
    projectId: company.projectId,
    position: start,
    signal: left.signal,
  });
  const nothing = strange.next();
  await note(1);
  await read(1, start);
  left.abort();
  expect(await nothing).toEqual({ done: true, value: undefined });
});
