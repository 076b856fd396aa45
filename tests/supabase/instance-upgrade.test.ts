import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareApplicationDatabase, urlOfDatabase } from "@/scripts/runtime/postgres-databases";

const MIGRATIONS = join(import.meta.dirname, "../../supabase/migrations");
/** Everything before it is the last version whose instances had a database login. */
const FIRST_WITHOUT_LOGIN = "20261129100000";
const name = `upgrade_${randomBytes(6).toString("hex")}`;
const adminUrl = process.env.TEST_DATABASE_ADMIN_URL ?? "";
const [workspaceId, groupId, campaignId] = [randomUUID(), randomUUID(), randomUUID()];

let postgres: Client;
const opened: Client[] = [];

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  opened.push(client);
  return client;
}

async function migrate(wanted: (version: string) => boolean): Promise<void> {
  const files = readdirSync(MIGRATIONS).filter((file) => wanted(file.slice(0, 14)));
  for (const file of files.toSorted()) await postgres.query(readFileSync(join(MIGRATIONS, file), "utf8"));
}

const instanceUrl = (password: string): string => {
  const url = new URL(urlOfDatabase(process.env.TEST_DATABASE_URL ?? "", name));
  url.username = `instance_${workspaceId.replaceAll("-", "")}`;
  url.password = password;
  return url.href;
};

beforeAll(async () => {
  await prepareApplicationDatabase(adminUrl, name);
  postgres = await connect(urlOfDatabase(process.env.TEST_DATABASE_URL ?? "", name));
  await migrate((version) => version < FIRST_WITHOUT_LOGIN);
  await postgres.query(`
    insert into workspaces (id, name, slug) values ('${workspaceId}', 'Acme', 'acme');
    insert into campaign_groups (id, workspace_id, name) values ('${groupId}', '${workspaceId}', 'Outreach');
    insert into campaigns (id, workspace_id, campaign_group_id, name, status, step_delays_days)
    values ('${campaignId}', '${workspaceId}', '${groupId}', 'First', 'active', '{0,0,0}');
    insert into genesis.infrastructure_config (workspace_id, time_zone, send_window, daily_limit)
    values ('${workspaceId}', 'UTC', '{"days": [1,2,3,4,5,6,7], "from": "00:00", "to": "24:00"}', 100);
    insert into genesis.brand_profiles (workspace_id, company_name, sender_name, sender_email, postal_address)
    values ('${workspaceId}', 'Acme', 'Ada', 'ada@acme.example', '1 Main St');`);
}, 120_000);
afterAll(async () => {
  for (const client of opened) await client.end().catch(() => undefined); // those that were cut off are closed
  const admin = await connect(adminUrl);
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
});

test("an instance of before goes on through the upgrade, every email goes out once, and then its login is gone", async () => {
  const password = randomBytes(16).toString("hex");
  await postgres.query("select genesis.create_leads_partition($1, $2, 'sealed')", [workspaceId, password]);
  for (const email of ["ann@example.org", "bob@example.org"]) {
    await postgres.query("insert into genesis.leads (workspace_id, email) values ($1, $2)", [workspaceId, email]);
  }
  const instance = await connect(instanceUrl(password));
  const rowsOf = async <R>(text: string, values: unknown[] = []): Promise<R[]> =>
    (await instance.query(text, values)).rows as R[];
  const drafts = JSON.stringify([1, 2, 3].map((step) => ({ step, subject: `S${step}`, body: "B" })));
  for (const { lead_id } of await rowsOf<{ lead_id: string }>("select lead_id from genesis.leads_to_prepare($1, 10)", [
    campaignId,
  ])) {
    await rowsOf("select genesis.save_drafts($1, $2, $3, 'm')", [campaignId, lead_id, drafts]);
  }
  const claim = (step: number, limit: number) =>
    rowsOf<{ claim_id: string; to_email: string }>(
      "select * from genesis.claim_due_emails($1, $2, $3, 'https://a.example/u')",
      [campaignId, step, limit],
    );
  const [before] = await claim(1, 1);
  expect(before?.to_email).toBeDefined();

  await migrate((version) => version >= FIRST_WITHOUT_LOGIN);

  expect(await rowsOf("select genesis.record_send($1, 'sent', null, '250 OK') as done", [before?.claim_id])).toEqual([
    { done: true },
  ]);
  const [after, ...more] = await claim(1, 50);
  expect(more).toEqual([]);
  expect(after?.to_email).not.toBe(before?.to_email);
  expect(await rowsOf("select genesis.record_send($1, 'failed', null, '451') as done", [after?.claim_id])).toEqual([
    { done: true },
  ]);
  const reported = await rowsOf<{ claim_id: string }>("select claim_id from genesis.unreported_events($1, 1, 10)", [
    campaignId,
  ]);
  expect(reported).toEqual([{ claim_id: before?.claim_id }]);
  expect(await rowsOf("select genesis.mark_reported($1::uuid[]) as marked", [[before?.claim_id]])).toEqual([
    { marked: 1 },
  ]);

  const { rows: shut } = await postgres.query("select genesis.shut_instance_login($1) as shut", [workspaceId]);
  expect(shut).toEqual([{ shut: true }]);
  await expect(connect(instanceUrl(password))).rejects.toThrow();
  await postgres.query("select genesis.drop_instance_login($1)", [workspaceId]);
  await expect(instance.query("select 1")).rejects.toThrow();

  const { rows: left } = await postgres.query(
    `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('genesis', 'private') and has_function_privilege('instance_role', p.oid, 'execute')`,
  );
  expect(left).toEqual([]);
  await postgres.query("update genesis.sequence_emails set not_before = null");
  const { rows: rest } = await postgres.query(
    "select to_email from genesis.claim_due_emails($1, $2, 1, 10, true, 'u')",
    [workspaceId, campaignId],
  );
  expect(rest).toEqual([{ to_email: after?.to_email }]);
}, 120_000);

test("migrations refuse a server that is older than Postgres 16, in one sentence", async () => {
  for (const file of ["20261121120000_create_roles.sql", "20261129100000_create_postgres_check.sql"]) {
    const check = /do \$\$[\s\S]*?\$\$;/.exec(readFileSync(join(MIGRATIONS, file), "utf8"))?.[0] ?? "";
    await postgres.query(check);
    await expect(postgres.query(check.replace("160000", "990000"))).rejects.toThrow(
      /^Greenlight needs Postgres 16 or newer; this server is Postgres \d+.*Upgrade it, then run the migrations again\.$/,
    );
  }
});
