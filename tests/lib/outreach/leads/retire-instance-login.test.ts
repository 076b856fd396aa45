import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { retireInstanceLogin } from "@/lib/outreach/leads/retire-instance-login";
import { csvFile } from "./csv-file";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "./leads-world";

let world: LeadsWorld;
beforeAll(async () => {
  world = await createLeadsWorld();
});
afterAll(() => world.close());

type InstanceLogin = { partition: string; user: string; password: string };

/** A workspace that an earlier version launched, with one lead: its partition has the workspace's name. */
async function launchedBefore(): Promise<{ workspace: Workspace; login: InstanceLogin }> {
  const workspace = await world.workspace();
  await importLeads(world.ctx(workspace), { file: csvFile("email\nstays@example.com\n") });
  const { partitionName } = await createLeadsPartition(world.ctx(workspace));
  const partition = `leads_p_${workspace.slug.replaceAll("-", "_")}`;
  const user = `instance_${workspace.id.replaceAll("-", "")}`;
  const password = "a-password-of-before";
  await world.admin.query(`
    set role postgres;
    alter table genesis.${partitionName} rename to ${partition};
    alter policy ${partitionName}_tenant on genesis.${partition} rename to ${partition}_tenant;
    alter policy ${partitionName}_member_read on genesis.${partition} rename to ${partition}_member_read;
    alter table genesis.${partition} rename constraint ${partitionName}_pkey to ${partition}_pkey;
    create role ${user} login noinherit connection limit 30 password '${password}';
    grant ${user} to current_user with inherit true;
    grant instance_role to ${user} with inherit true;
    grant connect on database ${new URL(world.url).pathname.slice(1)} to ${user};
    create policy ${partition}_instance on genesis.${partition} for select to ${user} using (workspace_id = '${workspace.id}');
    grant select on genesis.${partition} to ${user};
    update genesis.partition_registry set partition_name = '${partition}', login_role = '${user}' where workspace_id = '${workspace.id}';
    reset role;`);
  return { workspace, login: { partition, user, password } };
}

async function connect({ user, password }: InstanceLogin): Promise<Client> {
  const url = new URL(world.url);
  url.username = user;
  url.password = password;
  const client = new Client({ connectionString: url.href });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
const retire = (workspace: Workspace, role: "owner" | "member" = "owner") =>
  retireInstanceLogin(world.ctx(workspace, role));
const roleCount = async ({ user }: InstanceLogin) =>
  (await world.admin.query("select from pg_roles where rolname = $1", [user])).rowCount;
const partitionOf = async ({ id }: Workspace): Promise<string> => {
  const { rows } = await world.admin.query<{ name: string }>(
    "select partition_name as name from genesis.partition_registry where workspace_id = $1 and login_role is null",
    [id],
  );
  return rows[0]?.name ?? "";
};

test("the login is gone, its connection ended, its partition without the workspace's name, and no lead is lost", async () => {
  const { workspace, login } = await launchedBefore();
  const client = await connect(login);
  expect((await client.query(`select from genesis.${login.partition}`)).rowCount).toBe(1);

  expect(await retire(workspace)).toBe(true);
  await expect(client.query("select 1")).rejects.toThrow();
  await expect(connect(login)).rejects.toThrow();
  expect(await roleCount(login)).toBe(0);
  const partition = await partitionOf(workspace);
  expect(partition).toMatch(/^leads_p_[0-9a-f]{12}$/);
  expect(await world.emailsIn(partition, workspace)).toEqual(["stays@example.com"]);
  const { rows: named } = await world.admin.query(
    `select relname from pg_class where strpos(relname, $1) > 0 union all select conname from pg_constraint where strpos(conname, $1) > 0
     union all select polname from pg_policy where strpos(polname, $1) > 0`,
    [login.partition],
  );
  expect(named).toEqual([]);
  await importLeads(world.ctx(workspace), { file: csvFile("email\nlater@example.com\n") });
  expect(await world.emailsIn(partition, workspace)).toHaveLength(2);
});

test("repeated, or without a login, nothing happens", async () => {
  const { workspace } = await launchedBefore();
  await retire(workspace);
  const partition = await partitionOf(workspace);
  expect(await retire(workspace)).toBe(false);
  expect(await partitionOf(workspace)).toBe(partition);
  expect(await retire(await world.workspace())).toBe(false);
});

test("stopped behind a long reader, the login is shut already, other workspaces are read meanwhile, and the repetition ends it", async () => {
  const { workspace, login } = await launchedBefore();
  const other = await launchedBefore();
  const reader = new Client({ connectionString: world.url });
  await reader.connect();
  await reader.query("begin");
  await reader.query(`select from genesis.${login.partition}`);

  const retiring = retire(workspace);
  expect(await world.emailsIn("leads", other.workspace)).toEqual(["stays@example.com"]);
  await expect(retiring).rejects.toThrow();
  await expect(connect(login)).rejects.toThrow();
  expect(await roleCount(login)).toBe(1);

  await reader.query("rollback");
  await reader.end();
  expect(await retire(workspace)).toBe(true);
  expect(await roleCount(login)).toBe(0);
});

test("another workspace's login stays; a member may not retire one", async () => {
  const [mine, theirs] = [await launchedBefore(), await launchedBefore()];
  await expect(retire(theirs.workspace, "member")).rejects.toMatchObject({ code: "permission.missing" });
  await retire(mine.workspace);
  const client = await connect(theirs.login);
  expect((await client.query(`select from genesis.${theirs.login.partition}`)).rowCount).toBe(1);
  await client.end();
});
