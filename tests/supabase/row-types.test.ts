import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateRowTypes, ROW_TYPES_FILE } from "@/scripts/runtime/row-types";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("the row types are those of the migrations: run `npm run db:types` after changing one", async () => {
  expect(await readFile(ROW_TYPES_FILE, "utf8")).toBe(await generateRowTypes(database.url));
});
