import { afterAll, beforeAll, expect, test } from "vitest";
import { importSuppressions } from "@/lib/outreach/suppressions/import-suppressions";
import { listSuppressions } from "@/lib/outreach/suppressions/list-suppressions";
import { removeSuppression } from "@/lib/outreach/suppressions/remove-suppression";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../email-world";
import { csvFile } from "../leads/csv-file";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const entries = async (ctx = company.owner): Promise<string[]> =>
  (await listSuppressions(ctx, { limit: 200 })).data.map(({ email }) => email).toSorted();

test.each([
  ["a plain list without a header", "ann@a.example\nb.example\n", ["@b.example", "ann@a.example"]],
  [
    "a table with more columns",
    "Contact;Reason\nBob;bob@c.example\nPress;https://www.D.example/about\n",
    ["@d.example", "bob@c.example"],
  ],
  ["one address and nothing else", "only@e.example", ["only@e.example"]],
  ["spellings of one domain", "@f.example\n*.f.example\nF.EXAMPLE\n", ["@f.example"]],
])("%s is read, and taken back as a whole", async (_, content, expected) => {
  const { batch_id, added } = await importSuppressions(company.owner, { file: csvFile(content), note: "From the CRM" });
  expect(await entries()).toEqual(expected);
  expect(added).toBe(expected.length);
  expect((await listSuppressions(company.owner, { limit: 1, q: "crm" })).data).toMatchObject([
    { source: "file", note: "From the CRM", reason: "manual" },
  ]);
  expect(await removeSuppression(company.owner, { batch_id })).toEqual({ removed: expected.length });
  expect(await entries()).toEqual([]);
});

test("rows without an address or a domain are named, known entries counted", async () => {
  const file = csvFile("address\ng@g.example\nnobody here\ng@g.example\n");
  expect(await importSuppressions(company.owner, { file })).toMatchObject({
    added: 1,
    known: 0,
    refused: [{ row: 3, error: "holds neither an email address nor a domain" }],
  });
  expect(await importSuppressions(company.owner, { file })).toMatchObject({ added: 0, known: 1 });
});

test("a viewer may not, a stranger adds to their own list, and without the ledger nothing is added", async () => {
  const file = csvFile("h@h.example\n");
  await expect(importSuppressions(company.viewer, { file })).rejects.toMatchObject({ code: "permission.missing" });
  await importSuppressions(company.stranger, { file });
  await expect(withoutLedger(world, () => importSuppressions(company.owner, { file }))).rejects.toThrow();
  expect(await entries()).not.toContain("h@h.example");
});
