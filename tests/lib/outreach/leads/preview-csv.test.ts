import { afterAll, beforeAll, expect, test } from "vitest";
import { previewCsv } from "@/lib/outreach/leads/preview-csv";
import { PreviewLeads } from "@/lib/outreach/leads/schemas";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
let workspace: Workspace;
beforeAll(async () => {
  world = await createLeadsWorld();
  workspace = await world.workspace();
});
afterAll(() => world.close());

test("shows columns, the guess, the first ten rows and what would be refused, and changes nothing", async () => {
  const people = Array.from({ length: 14 }, (_, index) => `p${index}@x.co,${"x".repeat(300)},1`);
  const file = csvFile(`E-Mail;Notiz;Plan\n${people.join("\n").replaceAll(",", ";")}\nnobody;;\n`);
  const preview = await previewCsv(world.ctx(workspace), { file });
  expect(preview).toMatchObject({
    headers: ["E-Mail", "Notiz", "Plan"],
    mapping: { "E-Mail": "email", Notiz: "notes", Plan: "custom" },
    total: 15,
    refused: 1,
    errors: [{ row: 16, column: "E-Mail" }],
    problem: null,
  });
  expect(preview.rows).toHaveLength(10);
  expect(preview.rows[0]).toEqual({ row: 2, cells: ["p0@x.co", "x".repeat(200), "1"] });
  expect(await world.emailsIn("leads", workspace)).toEqual([]);
});

test("without an email column it says so and still shows the file", async () => {
  const preview = await previewCsv(world.ctx(workspace), { file: csvFile("Who,Where\nAnn,Rome\n") });
  expect(preview).toMatchObject({ headers: ["Who", "Where"], total: 1, errors: [] });
  expect(preview.problem).toContain("No column holds the email address");
});

test("follows the mapping it is given, and says what is wrong with it", async () => {
  const input = PreviewLeads.parse({ file: csvFile("Who,Where\nann@x.co,Rome\n"), mapping: '{"Who":"email"}' });
  expect(await previewCsv(world.ctx(workspace), input)).toMatchObject({
    mapping: { Who: "email", Where: "custom" },
    problem: null,
  });
  expect(PreviewLeads.safeParse({ ...input, mapping: "{broken" }).error?.issues[0]?.message).toContain("must be JSON");
  expect(PreviewLeads.safeParse({ ...input, mapping: '{"Who":"shoe_size"}' }).success).toBe(false);
  expect(PreviewLeads.safeParse({ file: "text" }).success).toBe(false);
});

test("a viewer may not", async () => {
  const attempt = previewCsv(world.ctx(workspace, "viewer"), { file: csvFile("email\na@x.co\n") });
  await expect(attempt).rejects.toMatchObject({ code: "permission.missing" });
});
