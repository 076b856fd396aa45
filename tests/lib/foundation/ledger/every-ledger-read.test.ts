import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { appendEvents } from "@/lib/foundation/ledger/append-event";
import { exportEvents } from "@/lib/foundation/ledger/export-events";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { ListEventsQuery } from "@/lib/foundation/ledger/schemas";
import { getPool } from "@/lib/platform/db";
import { defineEvent } from "@/lib/platform/contracts";
import { withTransaction } from "@/lib/platform/transaction";
import { explainedDatabase } from "../../../supabase/explained-database";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const Counted = defineEvent("test.counted", z.object({ n: z.number() }), ({ n }) => `${n}`);

const NOBODY = { type: "webhook", tokenId: "t", permissions: new Set<never>() } as const;

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  const numbers = Array.from({ length: 25 }, (_, n) => ({ event: Counted, payload: { n }, projectId: null }));
  await withTransaction(company.owner, (tx) => appendEvents(tx, numbers));
});
afterAll(() => world.close());

/** The time zone of this database alone: that of a role would be every other test's too. */
async function inAuckland(): Promise<void> {
  const { rows } = await world.admin.query<{ name: string }>("select current_database() as name");
  await world.admin.query(`alter database "${rows[0]?.name}" set timezone = 'Pacific/Auckland'`);
}

test("newest first, page by page, each line once, by type", async () => {
  const seen: string[] = [];
  let cursor: number | undefined;
  do {
    const page = await listEvents(company.viewer, {
      projectId: company.projectId,
      type: "test.counted",
      cursor,
      limit: 10,
    });
    seen.push(...page.data.map(({ message }) => message));
    cursor = page.next_cursor === null ? undefined : ListEventsQuery.parse({ cursor: page.next_cursor }).cursor;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => String(24 - index)));
});

test("a stranger's view of this company is empty, and so is an unknown type", async () => {
  const query = { projectId: company.projectId, limit: 10 };
  expect(await listEvents(company.stranger, query)).toMatchObject({ data: [], next_cursor: null });
  expect((await listEvents(company.owner, { ...query, type: "'; --" })).data).toEqual([]);
});

test("the same filter finds the lines of the page and of the file: kinds, words, days", async () => {
  const { projectId } = company;
  const at = (day: string, type: string, message: string) =>
    world.admin.query(
      `insert into project_events (workspace_id, project_id, event_type, message, actor_type, created_at)
       values ($1, $2, $3, $4, 'user', $5)`,
      [company.workspaceId, projectId, type, message, `${day}T23:59:59Z`],
    );
  await at("2026-01-01", "campaign.paused", "Campaign “A_b” was paused.");
  await at("2026-01-02", "campaign.activated", "Campaign “Axb” is being activated.");
  await at("2026-01-03", "campaigns.other", "100% other.");
  const found = async (filter: object): Promise<string[]> => {
    const query = { projectId, ...ListEventsQuery.parse(filter) };
    const listed = (await listEvents(company.viewer, query)).data.map(({ message }) => message);
    let file = "";
    for await (const part of exportEvents(company.viewer, query)) file += part;
    const rows = file.trim().split("\n");
    expect(rows).toHaveLength(listed.length + 1);
    for (const message of listed) expect(file).toContain(message);
    return listed.toReversed();
  };
  const [paused, activated, other] = [
    "Campaign “A_b” was paused.",
    "Campaign “Axb” is being activated.",
    "100% other.",
  ];
  expect(await found({ type: "campaign." })).toEqual([paused, activated]);
  expect(await found({ type: "campaign.paused,campaigns." })).toEqual([paused, other]);
  expect(await found({ q: "a_B" })).toEqual([paused]);
  expect(await found({ q: "0% o" })).toEqual([other]);
  expect(await found({ from: "2026-01-02", to: "2026-01-02" })).toEqual([activated]);
  expect(await found({ to: "2026-01-01" })).toEqual([paused]);
  await inAuckland();
  expect(await found({ to: "2026-01-01" })).toEqual([paused]);
  expect(() => exportEvents({ ...company.owner, actor: NOBODY }, { projectId })).toThrow();
});

test("the newest 50 lines of a kind are read by an index, however many others there are: no more rows than are answered", async () => {
  const { workspaceId, projectId, viewer } = await world.company();
  await world.admin.query(
    `insert into project_events (workspace_id, project_id, event_type, message, actor_type)
     select $1, $2, case when n % 100 = 0 then 'test.rare' else 'test.common' end, n::text, 'user' from generate_series(1, 10000) n`,
    [workspaceId, projectId],
  );
  await world.admin.query("analyze project_events");
  const { db, take } = explainedDatabase(getPool());
  const { data } = await listEvents({ ...viewer, db }, { projectId, type: "test.rare", limit: 50 });
  expect(data.map(({ message }) => Number(message))).toEqual(Array.from({ length: 50 }, (_, n) => 10_000 - n * 100));
  const scans = take().flatMap((one) => one.scans.filter(({ table }) => table === "project_events"));
  expect(scans.reduce((rows, { read }) => rows + read, 0)).toBeLessThanOrEqual(60);
});

test("a caller without the permission is refused", async () => {
  const actor = { type: "webhook", tokenId: "t", permissions: new Set<never>() } as const;
  const query = { projectId: company.projectId, limit: 10 };
  await expect(listEvents({ ...company.owner, actor }, query)).rejects.toMatchObject({ code: "permission.missing" });
});

test.each([
  { limit: "0" },
  { limit: "201" },
  { cursor: "-1" },
  { cursor: "x" },
  { type: "x".repeat(501) },
  { from: "yesterday" },
])("%j is refused", (query) => {
  expect(ListEventsQuery.safeParse(query).success).toBe(false);
});
