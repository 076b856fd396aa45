import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { getLeadsAccess } from "@/lib/outreach/leads/get-leads-access";
import { dropLeadsPartition } from "@/lib/outreach/leads/drop-leads-partition";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import type { LeadsAccess } from "@/lib/outreach/leads/schemas";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const importEmails = (workspace: Workspace, ...emails: string[]): Promise<unknown> =>
  importLeads(world.ctx(workspace), { file: csvFile(`email\n${emails.join("\n")}\n`) });

test("leads imported before move into the partition, later ones land there, and the login reads them", async () => {
  const workspace = await world.workspace();
  await importEmails(workspace, "before@example.com");
  const access = await createLeadsPartition(world.ctx(workspace));
  await importEmails(workspace, "after@example.com");

  expect(access.partitionName).toBe(`leads_p_${workspace.slug.replaceAll("-", "_")}`);
  expect(await world.emailsIn(access.partitionName, workspace)).toEqual(["after@example.com", "before@example.com"]);
  expect(await world.emailsIn("leads_unassigned", workspace)).toEqual([]);
  const read = await world.asInstance(access, (client) =>
    client.query(`select email from genesis.${access.partitionName}`),
  );
  expect(read.rowCount).toBe(2);
});

test("repeated, also twice at once, it answers the same login", async () => {
  const workspace = await world.workspace();
  const answers = await Promise.all([1, 2, 3].map(() => createLeadsPartition(world.ctx(workspace))));
  answers.push(await createLeadsPartition(world.ctx(workspace)), await getLeadsAccess(world.ctx(workspace)));
  expect(new Set(answers.map((access) => JSON.stringify(access))).size).toBe(1);
  const access = answers[0];
  await world.asInstance(access as LeadsAccess, (client) => client.query("select 1"));
});

test("the stored password is encrypted", async () => {
  const workspace = await world.workspace();
  const { password } = await createLeadsPartition(world.ctx(workspace));
  const { rows } = await world.admin.query(
    "select password_encrypted from genesis.partition_registry where workspace_id = $1",
    [workspace.id],
  );
  expect(rows[0].password_encrypted).not.toContain(password);
});

test("slugs that look alike get partitions of their own", async () => {
  const slugs = ["ab-c", "a-bc", "abc", `${"long-".repeat(9)}abc`, `${"long-".repeat(9)}abd`];
  const workspaces: Workspace[] = [];
  for (const slug of slugs) workspaces.push(await world.workspace(slug));
  for (const workspace of workspaces) await importEmails(workspace, `${workspace.slug.slice(-8)}@example.com`);
  const names = new Set<string>();
  for (const workspace of workspaces) {
    const access = await createLeadsPartition(world.ctx(workspace));
    names.add(access.partitionName);
    const read = await world.asInstance(access, (client) =>
      client.query<{ email: string }>(`select email from genesis.${access.partitionName}`),
    );
    expect(read.rows.map((row) => row.email)).toEqual([`${workspace.slug.slice(-8)}@example.com`]);
  }
  expect(names.size).toBe(slugs.length);
});

test("imports that run while the partition is made, dropped and made again lose nobody", async () => {
  const workspace = await world.workspace();
  const emails = Array.from({ length: 6_000 }, (_, index) => `p${index}@example.com`);
  const imports = [emails.slice(0, 3_000), emails.slice(3_000)].map((part) => importEmails(workspace, ...part));
  await createLeadsPartition(world.ctx(workspace));
  await dropLeadsPartition(world.ctx(workspace));
  const { partitionName } = await createLeadsPartition(world.ctx(workspace));
  await Promise.all(imports);
  expect((await world.emailsIn(partitionName, workspace)).length).toBe(6_000);
  expect(await world.emailsIn("leads_unassigned", workspace)).toEqual([]);
});

test("a member who may not launch gets neither partition nor login", async () => {
  const workspace = await world.workspace();
  await expect(createLeadsPartition(world.ctx(workspace, "member"))).rejects.toMatchObject({
    code: "permission.missing",
  });
  const { rowCount } = await world.admin.query("select from genesis.partition_registry where workspace_id = $1", [
    workspace.id,
  ]);
  expect(rowCount).toBe(0);
});
