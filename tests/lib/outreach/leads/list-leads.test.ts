import { afterAll, beforeAll, expect, test } from "vitest";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { ListLeadsQuery } from "@/lib/outreach/leads/schemas";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const importCsv = (workspace: Workspace, content: string): Promise<unknown> =>
  importLeads(world.ctx(workspace), { file: csvFile(content) });

const list = (workspace: Workspace, query: Record<string, unknown>) =>
  listLeads(world.ctx(workspace), ListLeadsQuery.parse(query));

test("pages newest first and shows everybody once, also those of one instant", async () => {
  const workspace = await world.workspace();
  await importCsv(workspace, `email\n${Array.from({ length: 25 }, (_, i) => `old${i}@x.co`).join("\n")}\n`);
  await importCsv(workspace, "email\nnewest@x.co\n");
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list(workspace, { limit: 4, ...(cursor && { cursor }) });
    expect(page.data.length).toBeLessThanOrEqual(4);
    seen.push(...page.data.map((lead) => lead.email));
    cursor = page.next_cursor;
  } while (cursor);
  expect(seen[0]).toBe("newest@x.co");
  expect(seen).toHaveLength(26);
  expect(new Set(seen).size).toBe(26);
});

test("searches email, names, company and title, taking % and _ as letters; filters by status", async () => {
  const workspace = await world.workspace();
  await importCsv(
    workspace,
    "email,first name,company\na@x.co,Ann,100% Wool\nb_c@x.co,Bob,ACME\nbxc@x.co,Carl,Other\n",
  );
  await world.admin.query("update genesis.leads set status = 'replied' where email = 'a@x.co' and workspace_id = $1", [
    workspace.id,
  ]);
  const found = async (query: Record<string, unknown>): Promise<string[]> =>
    (await list(workspace, query)).data.map((lead) => lead.email).sort();
  expect(await found({ q: "acme" })).toEqual(["b_c@x.co"]);
  expect(await found({ q: "b_c" })).toEqual(["b_c@x.co"]);
  expect(await found({ q: "100%" })).toEqual(["a@x.co"]);
  expect(await found({ q: "' or 1=1" })).toEqual([]);
  expect(await found({ status: "replied" })).toEqual(["a@x.co"]);
  expect(await found({ status: "active", q: "x.co" })).toEqual(["b_c@x.co", "bxc@x.co"]);
});

test("another workspace's leads are never in it, not with its cursor either", async () => {
  const [mine, theirs] = [await world.workspace(), await world.workspace()];
  await importCsv(mine, "email\nmine@x.co\n");
  await importCsv(theirs, "email\na@x.co\nb@x.co\n");
  const { next_cursor } = await list(theirs, { limit: 1 });
  expect((await list(mine, { limit: 1 })).data.map((lead) => lead.email)).toEqual(["mine@x.co"]);
  const later = await list(mine, { cursor: next_cursor });
  expect(later.data.every((lead) => lead.email === "mine@x.co")).toBe(true);
});

test.each(["x", "AAAA", Buffer.from("9:not-a-uuid").toString("base64url")])("cursor %s is refused", async (cursor) => {
  const workspace = await world.workspace();
  await expect(list(workspace, { cursor })).rejects.toMatchObject({ kind: "invalid", code: "cursor.invalid" });
});

test("every order shows each lead once over its pages, with the total of all", async () => {
  const workspace = await world.workspace();
  const rows = Array.from({ length: 9 }, (_, i) => `p${i}@x.co,N${i % 3},Company ${i % 2}`);
  await importCsv(workspace, `email,first name,company\n${rows.join("\n")}\nlast@x.co,,\n`);
  for (const sort of ["newest", "oldest", "name", "company", "email"]) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(workspace, { limit: 3, sort, ...(cursor && { cursor }) });
      expect(page.total).toBe(10);
      seen.push(...page.data.map((lead) => lead.email));
      cursor = page.next_cursor;
    } while (cursor);
    expect([sort, new Set(seen).size, seen.length]).toEqual([sort, 10, 10]);
  }
  expect((await list(workspace, { sort: "email" })).data.map((lead) => lead.email)[0]).toBe("last@x.co");
  const { next_cursor } = await list(workspace, { limit: 1, sort: "name" });
  await expect(list(workspace, { sort: "email", cursor: next_cursor })).rejects.toMatchObject({
    code: "cursor.invalid",
  });
});
