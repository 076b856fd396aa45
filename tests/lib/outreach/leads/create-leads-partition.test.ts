import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { AppError } from "@/lib/platform/errors";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

const importEmails = (workspace: Workspace, ...emails: string[]): Promise<unknown> =>
  importLeads(world.ctx(workspace), { file: csvFile(`email\n${emails.join("\n")}\n`) });

test("leads imported before move into the partition, and later ones land there", async () => {
  const workspace = await world.workspace();
  await importEmails(workspace, "before@example.com");
  const { partitionName } = await createLeadsPartition(world.ctx(workspace));
  await importEmails(workspace, "after@example.com");

  expect(await world.emailsIn(partitionName, workspace)).toEqual(["after@example.com", "before@example.com"]);
  expect(await world.emailsIn("leads_unassigned", workspace)).toEqual([]);
});

test("repeated, also thrice at once, it answers the same partition", async () => {
  const workspace = await world.workspace();
  const answers = await Promise.all([1, 2, 3].map(() => createLeadsPartition(world.ctx(workspace))));
  answers.push(await createLeadsPartition(world.ctx(workspace)));
  expect(new Set(answers.map(({ partitionName }) => partitionName)).size).toBe(1);
});

test("imports that run while the partition is made lose no lead", async () => {
  const workspace = await world.workspace();
  const emails = Array.from({ length: 6_000 }, (_, index) => `p${index}@example.com`);
  const imports = [emails.slice(0, 3_000), emails.slice(3_000)].map((part) => importEmails(workspace, ...part));
  const made = async (): Promise<string> => {
    for (;;) {
      try {
        return (await createLeadsPartition(world.ctx(workspace))).partitionName;
      } catch (error) {
        // An import holds the leads: the launch tries again, as it does here.
        if (!(error instanceof AppError) || error.code !== "leads_partition.busy") throw error;
      }
    }
  };
  const partitionName = await made();
  await Promise.all(imports);
  expect((await world.emailsIn(partitionName, workspace)).length).toBe(6_000);
  expect(await world.emailsIn("leads_unassigned", workspace)).toEqual([]);
});

test("behind a long reader it gives up, other workspaces read and import meanwhile, and the next try succeeds", async () => {
  const [workspace, other] = [await world.workspace(), await world.workspace()];
  const reader = new Client({ connectionString: world.url });
  await reader.connect();
  await reader.query("begin");
  await reader.query("select count(*) from genesis.leads");

  const making = createLeadsPartition(world.ctx(workspace));
  const [refused] = await Promise.allSettled([making, importEmails(other, "fine@example.com")]);
  expect(refused).toMatchObject({ reason: { code: "leads_partition.busy", kind: "unavailable" } });
  expect(await world.emailsIn("leads", other)).toEqual(["fine@example.com"]);

  await reader.query("rollback");
  await reader.end();
  await createLeadsPartition(world.ctx(workspace));
});

test("a member who may not launch gets no partition", async () => {
  const workspace = await world.workspace();
  await expect(createLeadsPartition(world.ctx(workspace, "member"))).rejects.toMatchObject({
    code: "permission.missing",
  });
  const { rowCount } = await world.admin.query("select from genesis.partition_registry where workspace_id = $1", [
    workspace.id,
  ]);
  expect(rowCount).toBe(0);
});
