import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getLeadsAccess } from "@/lib/outreach/leads/get-leads-access";
import { createLeadsWorld, type LeadsWorld } from "../lib/outreach/leads/leads-world";
import { Engine, UNSUBSCRIBE } from "./sequence-world";

let world: LeadsWorld;
let thief: Engine;
let victim: Engine;
let victimLead: string;
let victimClaim: string;
beforeAll(async () => {
  world = await createLeadsWorld();
  thief = await Engine.start(world, "acme");
  victim = await Engine.start(world, "acme-2");
  await thief.drafted("mine@example.com");
  victimLead = await victim.drafted("theirs@example.com");
  victimClaim = (await victim.claim())[0]?.claim_id ?? "";
});
afterAll(async () => {
  await thief.stop();
  await victim.stop();
  await world.close();
});

const DENIED = /permission denied|must be|not permitted|insufficient|row-level security/i;

test("reads its own partition and no other table, view or partition", async () => {
  const tables = await thief.admin<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis', 'private', 'pgboss', 'supabase_migrations') and c.relkind in ('r', 'p', 'v', 'm', 'S')`,
  );
  expect(tables.length).toBeGreaterThan(30);
  const readable: string[] = [];
  for (const { name } of tables) {
    await thief.query(`select * from ${name} limit 1`).then(
      () => readable.push(name),
      (error: Error) => expect(error.message).toMatch(DENIED),
    );
  }
  expect(readable).toEqual(["genesis.leads_p_acme"]);
  expect(await thief.query("select email from genesis.leads_p_acme")).toEqual([{ email: "mine@example.com" }]);
});

test.each([
  "update genesis.leads_p_acme set status = 'active'",
  "insert into genesis.leads_p_acme (workspace_id, email) select workspace_id, 'new@example.com' from genesis.leads_p_acme",
  "delete from genesis.leads_p_acme",
  "truncate genesis.leads_p_acme",
])("changes nothing in its partition directly: %s", async (statement) => {
  await expect(thief.query(statement)).rejects.toThrow(DENIED);
});

describe("another workspace's campaign", () => {
  test.each([
    ["leads_to_research", "select * from genesis.leads_to_research($1, 10)"],
    ["leads_to_prepare", "select * from genesis.leads_to_prepare($1, 10)"],
    ["claim_due_emails", `select * from genesis.claim_due_emails($1, 1, 10, '${UNSUBSCRIBE}')`],
    ["unreported_events", "select * from genesis.unreported_events($1, 1, 10)"],
  ])("is refused by %s", async (_name, statement) => {
    await expect(thief.query(statement, [victim.campaignId])).rejects.toThrow("is not a campaign of this workspace");
  });

  test("and lead are refused by the functions that write", async () => {
    const drafts = JSON.stringify([{ step: 1, subject: "s", body: "b" }]);
    await expect(
      thief.query("select genesis.save_drafts($1, $2, $3, 'm')", [victim.campaignId, victimLead, drafts]),
    ).rejects.toThrow("is not a campaign of this workspace");
    await expect(
      thief.query("select genesis.save_drafts($1, $2, $3, 'm')", [thief.campaignId, victimLead, drafts]),
    ).rejects.toThrow("is not a lead of this workspace");
    expect(
      await thief.query("select genesis.save_research($1, $2, 'x') as done", [thief.campaignId, victimLead]),
    ).toEqual([{ done: false }]);
  });

  test("and its claims cannot be answered or marked", async () => {
    await expect(thief.record(victimClaim, "sent")).rejects.toThrow("is not a claim of this workspace");
    expect(await victim.mail(victimLead)).toMatchObject({ status: "claimed" });
    await victim.record(victimClaim, "sent");
    expect(await thief.query("select genesis.mark_reported($1::uuid[]) as marked", [[victimClaim]])).toEqual([
      { marked: 0 },
    ]);
  });
});

test.each([
  "create table genesis.mine (id int)",
  "create table public.mine (id int)",
  "create schema mine",
  "create temporary table mine (id int)",
  "create domain pg_temp.text as pg_catalog.text",
  "create function public.mine() returns int language sql as 'select 1'",
  "create role mine",
  "create extension dblink",
  "set role postgres",
  "set role tenant_role",
  "set role service_role",
  "set role queue_role",
  "set session authorization postgres",
  "alter role current_user superuser",
  "copy genesis.leads_p_acme to program 'id'",
  "select pg_read_file('/etc/passwd')",
  "select genesis.create_leads_partition(gen_random_uuid(), 'p', 'p')",
  "select genesis.drop_leads_partition((select workspace_id from genesis.leads_p_acme limit 1))",
  "select private.instance_workspace_id()",
])("cannot: %s", async (statement) => {
  await expect(thief.query(statement)).rejects.toThrow(DENIED);
});

test("claiming to be another workspace in the settings changes nothing", async () => {
  const [row] = await thief.query<{ leads: string }>(
    `select set_config('app.current_workspace_id', $1, false), set_config('request.jwt.claims', '{"sub":"user_owner"}', false),
            (select count(*) from genesis.leads_p_acme) as leads`,
    [victim.workspace.id],
  );
  expect(Number(row?.leads)).toBe(1);
});

test("a type of its own name never runs inside a function of ours, also where temporary objects are allowed", async () => {
  const database = new URL(world.url).pathname.slice(1);
  await thief.admin(`grant temporary on database ${database} to public`);
  try {
    const leadId = await thief.lead("second@example.com");
    const saved = await world.asInstance(await getLeadsAccess(world.ctx(thief.workspace)), async (session) => {
      await session.query(
        `create function pg_temp.evil(value pg_catalog.text) returns pg_catalog.bool language plpgsql as
           $$ begin raise exception 'ran as %', current_user; end $$;
         create domain pg_temp.text as pg_catalog.text check (pg_temp.evil(value));
         create domain pg_temp.uuid as pg_catalog.uuid check (pg_temp.evil(value::pg_catalog.text));`,
      );
      const drafts = JSON.stringify([{ step: 1, subject: "s", body: "b" }]);
      await session.query("select genesis.save_drafts($1, $2, $3, 'm')", [thief.campaignId, leadId, drafts]);
      return session.query("select claim_id from genesis.claim_due_emails($1, 1, 10, $2)", [
        thief.campaignId,
        UNSUBSCRIBE,
      ]);
    });
    expect(saved.rowCount).toBeGreaterThan(0);
  } finally {
    await thief.admin(`revoke temporary on database ${database} from public`);
  }
});

test("each function of ours fixes its search path with the temporary schema last", async () => {
  const open = await thief.admin<{ name: string }>(
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('public', 'genesis', 'private')
       and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)`,
  );
  expect(open).toEqual([]);
});
