import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareApplicationDatabase, urlOfDatabase } from "@/scripts/runtime/postgres-databases";

const MIGRATIONS = join(import.meta.dirname, "../../supabase/migrations");
/** Everything before it is the last version that sent from one mailbox. */
const FIRST_WITH_MAILBOXES = "20261129380000";
const name = `mailboxes_${randomBytes(6).toString("hex")}`;
const adminUrl = process.env.TEST_DATABASE_ADMIN_URL ?? "";
const [workspaceId, groupId, campaignId, credentialId, leadId] = Array.from({ length: 5 }, () => randomUUID());

let postgres: Client;
async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
async function migrate(wanted: (version: string) => boolean): Promise<void> {
  const files = readdirSync(MIGRATIONS).filter((file) => wanted(file.slice(0, 14)));
  for (const file of files.toSorted()) await postgres.query(readFileSync(join(MIGRATIONS, file), "utf8"));
}

beforeAll(async () => {
  await prepareApplicationDatabase(adminUrl, name);
  postgres = await connect(urlOfDatabase(process.env.TEST_DATABASE_URL ?? "", name));
  await migrate((version) => version < FIRST_WITH_MAILBOXES);
  await postgres.query(`
    insert into workspaces (id, name, slug) values ('${workspaceId}', 'Acme', 'acme');
    insert into campaign_groups (id, workspace_id, name) values ('${groupId}', '${workspaceId}', 'Outreach');
    insert into campaigns (id, workspace_id, campaign_group_id, name, status, review_mode, step_delays_days)
    values ('${campaignId}', '${workspaceId}', '${groupId}', 'First', 'active', 'off', '{0,0,0}');
    insert into genesis.infrastructure_config (workspace_id, time_zone, send_window, daily_limit)
    values ('${workspaceId}', 'UTC', '{"days": [1,2,3,4,5,6,7], "from": "00:00", "to": "24:00"}', 100);
    insert into genesis.brand_profiles (workspace_id, company_name, sender_name, sender_email, postal_address)
    values ('${workspaceId}', 'Acme', 'Ada', 'ada@acme.example', '1 Main St');
    insert into genesis.credential_store (id, workspace_id, type, name, data_encrypted, masked)
    values ('${credentialId}', '${workspaceId}', 'smtp', 'Mail account', 'sealed', '{"preview": "mail.example"}');
    insert into genesis.email_provider_config (workspace_id, provider, credential_id) values ('${workspaceId}', 'smtp', '${credentialId}');
    insert into genesis.mailbox_pacing (workspace_id, gap_from_seconds, gap_to_seconds, domain_limit, ramp_up, replies_read_since)
    values ('${workspaceId}', 100, 100, 7, false, now());
    insert into genesis.mail_account_checks (workspace_id, protocol, credential_id, ok, message)
    values ('${workspaceId}', 'smtp', '${credentialId}', true, 'It works.');
    insert into genesis.leads (workspace_id, id, email) values ('${workspaceId}', '${leadId}', 'ann@example.org');
    insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, drafted_at)
    select '${workspaceId}', '${campaignId}', '${leadId}', step, 'ann@example.org', 'S', 'B', 'm', now() - interval '1 hour'
    from generate_series(1, 3) step;`);
}, 180_000);
afterAll(async () => {
  await postgres.end();
  const admin = await connect(adminUrl);
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
});

const claim = async (step: number): Promise<{ claim_id: string; from_email: string }[]> =>
  (
    await postgres.query<{ claim_id: string; from_email: string }>(
      "select claim_id, from_email from genesis.claim_due_emails($1, $2, $3, 10, true, 'https://a.example/u')",
      [workspaceId, campaignId, step],
    )
  ).rows;

test("an installation in use goes on as it did: the same account, pace and test, and its people keep the first mailbox", async () => {
  const [before] = await claim(1);
  await postgres.query("select genesis.confirm_claim($1, $2, false, 'https://a.example/u')", [
    workspaceId,
    before?.claim_id,
  ]);

  await migrate((version) => version >= FIRST_WITH_MAILBOXES);

  await postgres.query("select genesis.record_outcome($1, $2, 'sent', null, '250 OK')", [
    workspaceId,
    before?.claim_id,
  ]);
  const { rows: mailboxes } = await postgres.query(
    "select mailbox, address, account, test ->> 'ok' as ok, sent_today, daily_limit from genesis.mailboxes_now($1)",
    [workspaceId],
  );
  expect(mailboxes).toEqual([
    { mailbox: 1, address: "ada@acme.example", account: "mail.example", ok: "true", sent_today: 1, daily_limit: 100 },
  ]);
  const { rows: pacing } = await postgres.query(
    "select gap_from_seconds, domain_limit, ramp_up, replies_heard, next_slot_at > now() as paused from genesis.pacing_now($1, 1)",
    [workspaceId],
  );
  expect(pacing).toEqual([
    { gap_from_seconds: 100, domain_limit: 7, ramp_up: false, replies_heard: true, paused: true },
  ]);

  await postgres.query(
    `insert into genesis.email_provider_config (workspace_id, mailbox, provider, credential_id, sender_name, sender_email)
     values ($1, 2, 'smtp', $2, 'Grace', 'grace@acme.example')`,
    [workspaceId, credentialId],
  );
  const { rows: leads } = await postgres.query("select mailbox from genesis.leads where workspace_id = $1", [
    workspaceId,
  ]);
  expect(leads).toEqual([{ mailbox: 1 }]);
  await postgres.query(
    "update genesis.sequence_emails set claimed_at = claimed_at - interval '1 hour', confirmed_at = null where status = 'sent'",
  );
  expect((await claim(2)).map(({ from_email }) => from_email)).toEqual(["ada@acme.example"]);
});
