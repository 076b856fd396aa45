import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { createLeadsWorld, type LeadsWorld, type Workspace } from "../lib/outreach/leads/leads-world";
import { seedEveryTable } from "./seed-every-table";

/** Tables that keep rows of an erased company, by the reason. A new table belongs to one of these or to `genesis.erase_company`. */
const KEPT: Record<string, readonly string[]> = {
  "counts, costs and the ledger, without a person": [
    "public.budget_alerts",
    "public.budget_ledger",
    "public.contacts",
    "public.daily_costs",
    "public.daily_stats",
    "public.email_events",
    "public.llm_usage",
    "public.project_daily_kpis",
    "public.project_events",
    "public.rollup_drifts",
  ],
  "what was done, and by which member": [
    "public.company_deletions",
    "public.governance_audit_log",
    "public.login_audit",
    "public.user_workspaces",
    "public.workspace_freezes",
  ],
  "the frame that the others refer to": [
    "genesis.ignition_operations",
    "genesis.ignition_state",
    "genesis.partition_registry",
    "public.campaign_groups",
    "public.campaigns",
    "public.projects",
  ],
  "what was paid for, which an owner and the tax office may ask about": ["public.subscriptions"],
  "a machine's life, without a person": [
    "genesis.compute_accounts",
    "genesis.machines",
    "genesis.fleet_alerts",
    "genesis.fleet_evaluations",
    "genesis.instance_heartbeats",
    "genesis.instance_remedies",
    "public.instances",
  ],
  "worth nothing ten minutes after they were begun": ["genesis.mail_consents"],
  "closed, so that no later company gets what is still sent to it": ["public.project_email_identities"],
  "a host of links, so that another company proves that it is its own": ["genesis.tracking_holders"],
  "worth nothing since they were revoked": ["public.workspace_keys", "public.workspace_webhook_tokens"],
  "without its words; a link in an old email still opens": ["genesis.sequence_emails", "public.unsubscribe_tokens"],
  "goes with a row that is erased, where it belongs to one": [
    "genesis.lead_list_members",
    "genesis.sequence_holds",
    "public.reply_answers",
    "public.reply_messages",
  ],
  "removed with its bytes before": ["public.project_assets"],
};

let world: LeadsWorld;
let mine: Workspace;
let theirs: Workspace;
let tables: string[];
beforeAll(async () => {
  world = await createLeadsWorld();
  [mine, theirs] = [await world.workspace("mine"), await world.workspace("theirs")];
  for (const workspace of [mine, theirs]) await createLeadsPartition(world.ctx(workspace));
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where n.nspname in ('public', 'genesis') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  tables = rows.map(({ name }) => name);
  for (const workspace of [mine, theirs]) await seedEveryTable(world.admin, workspace, tables);
});
afterAll(() => world.close());

async function tablesWithRows({ id }: Workspace): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const { rowCount } = await world.admin.query(`select from ${table} where workspace_id = $1 limit 1`, [id]);
    if (rowCount) found.push(table);
  }
  return found;
}

test("an erased company leaves rows only where there is a reason, and another one's rows stay", async () => {
  await world.admin.query("delete from genesis.leads where workspace_id = $1", [mine.id]);
  await world.admin.query("update workspaces set status = 'frozen', closed_at = now() where id = $1", [mine.id]);
  await world.admin.query("begin");
  await world.admin.query("set local role service_role");
  await world.admin.query("select genesis.erase_company($1)", [mine.id]);
  await world.admin.query("commit");
  expect(await tablesWithRows(mine)).toEqual(Object.values(KEPT).flat().toSorted());
  expect(await tablesWithRows(theirs)).toEqual(tables);

  const { rows } = await world.admin.query(
    "select distinct to_email, subject, body, template, signature, outcome_detail from genesis.sequence_emails where workspace_id = $1",
    [mine.id],
  );
  const erased = { to_email: "erased", subject: "(erased)", body: "(erased)" };
  expect(rows).toEqual([{ ...erased, template: null, signature: null, outcome_detail: null }]);
});
