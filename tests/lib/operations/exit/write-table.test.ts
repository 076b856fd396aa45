import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareCopying } from "@/lib/operations/exit/store-rows";
import { writeTable } from "@/lib/operations/exit/write-table";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await world.admin.query(
    "insert into suppressions (workspace_id, email, reason, source) select $1, n || '@customer.example', 'manual', 'x' from generate_series(1, 3) n",
    [company.workspaceId],
  );
});
afterAll(() => world.close());

const { signal } = new AbortController();

test("a table is handed over as lines of JSON in the order of its key, without the columns that stay; the same rows have the same hash", async () => {
  const write = (exported: Parameters<typeof writeTable>[1]) =>
    withServiceTransaction(world.system(), async (tx) => {
      await prepareCopying(tx);
      const parts: [string, string][] = [];
      const part = async (path: string, bytes: Buffer): Promise<void> => void parts.push([path, bytes.toString()]);
      const facts = await writeTable(tx, exported, { company, part, signal });
      return { parts, facts };
    });
  const first = await write({ table: "public.suppressions" });
  expect(first.parts.map(([path]) => path)).toEqual(["tables/public.suppressions/000001.jsonl"]);
  const rows = (first.parts[0]?.[1] ?? "")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows.map(({ email }) => email).toSorted()).toEqual([
    "1@customer.example",
    "2@customer.example",
    "3@customer.example",
  ]);
  expect(first.facts).toMatchObject({ table: "public.suppressions", rows: 3 });
  expect((await write({ table: "public.suppressions" })).facts).toEqual(first.facts);
  const without = await write({ table: "public.suppressions", without: ["source"] });
  expect(without.parts[0]?.[1]).not.toContain('"source"');
  expect((await write({ table: "public.campaigns" })).parts).toEqual([]);
});
