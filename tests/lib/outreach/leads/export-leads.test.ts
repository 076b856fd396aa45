import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { exportLeads } from "@/lib/outreach/leads/export-leads";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const written = async (ctx = company.owner, filter = {}): Promise<string> =>
  text(Readable.from(exportLeads(ctx, filter)));
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true });

test("every lead that matches is a row, with a byte order mark first and formulas as text", async () => {
  await addLead(company.owner, { email: "ann@x.example", company: "=cmd|' /C calc'!A0", tags: ["warm", "eu"] });
  await addLead(company.owner, { email: "bob@x.example", notes: 'He said "hi",\nthen left' });
  const csv = await written();
  expect(csv.startsWith("\uFEFFemail,first_name")).toBe(true);
  expect(rowsOf(csv)).toMatchObject([
    { email: "bob@x.example", notes: 'He said "hi",\nthen left' },
    { email: "ann@x.example", company: "'=cmd|' /C calc'!A0", tags: "warm, eu", status: "active", emails_sent: "0" },
  ]);
  expect(rowsOf(await written(company.owner, { tag: "warm" })).map(({ email }) => email)).toEqual(["ann@x.example"]);
  expect(rowsOf(await written(company.stranger))).toEqual([]);
});

test("more leads than one batch are all there, each once", async () => {
  await world.admin.query(
    "insert into genesis.leads (workspace_id, email) select $1, 'n' || n || '@many.example' from generate_series(1, 1203) n",
    [company.workspaceId],
  );
  const emails = rowsOf(await written(company.owner, { q: "many.example" })).map(({ email }) => email);
  expect(new Set(emails).size).toBe(1203);
  expect(emails).toHaveLength(1203);
});
