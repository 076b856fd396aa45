import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { LIMITS, spend } from "@/lib/http/rate-limits";
import type { RouteHandler } from "@/lib/http/route";
import { freezeWorkspace } from "@/lib/operations/governance/freeze-workspace";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import type { AdminCtx } from "@/lib/platform/ctx";
import { waitFor } from "../support/wait-for";
import { createEngineWorld, type EngineWorld, type Sender } from "../lib/outreach/sequence/engine-world";

/** An instance holds its workspace's webhook token; nothing else in n8n and the sidecar opens anything of ours. */
type Held = Sender & { token: string; tokenId: string };

let world: EngineWorld;
let thief: Held;
let victim: Held;
beforeAll(async () => {
  world = await createEngineWorld({ SUPER_ADMIN_IDS: "user_admin" });
});
beforeEach(async () => {
  [thief, victim] = [await launched(), await launched()];
});
afterAll(() => world.close());

async function launched(): Promise<Held> {
  const sender = await world.sender();
  await createLeadsPartition(sender.company.job);
  const { token } = await rotateWebhookToken(sender.company.owner, { overlap_hours: 0 });
  const { rows } = await world.admin.query<{ id: string }>(
    "select id from workspace_webhook_tokens where workspace_id = $1 and revoked_at is null",
    [sender.company.workspaceId],
  );
  return { ...sender, token, tokenId: rows[0]?.id ?? "" };
}

type Answer = { status: number; body: Record<string, unknown> };

/** Over HTTP, as n8n asks: the path below /api/engine, with an id of a claim where the path has one. */
async function ask(token: string, path: string, body: object = {}, claimId = ""): Promise<Answer> {
  const file = join(import.meta.dirname, "../../app/api/engine", path, "route.ts");
  const { POST } = (await import(pathToFileURL(file).href)) as { POST: RouteHandler };
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  const request = new Request(`https://app.example/api/engine/${path.replace("[claimId]", claimId)}`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-length": length, "x-webhook-token": token },
    body: text,
  });
  const response = await POST(request, { params: Promise.resolve(claimId ? { claimId } : {}) });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

const admin = (): AdminCtx => ({
  ...world.system(),
  user: { userId: "user_admin", email: "admin@example.com" },
  superAdmin: true,
});
const freeze = ({ company: { workspaceId } }: Held) =>
  freezeWorkspace(admin(), { workspace_id: workspaceId, reason: "stolen" });

describe("with ids of another company", () => {
  let leadId: string;
  let claimId: string;
  beforeEach(async () => {
    ({ leadId } = await victim.drafted());
    claimId = (await victim.claimOne()).claim_id;
  });
  const drafts = [{ step: 2, subject: "s", body: "b" }];

  test.each<[string, (own: boolean) => object]>([
    ["claims", () => ({ campaign_id: victim.campaignId, step: 1 })],
    ["claims/[claimId]/confirm", () => ({})],
    ["claims/[claimId]/outcome", () => ({ status: "bounced" })],
    ["leads-to-prepare", () => ({ campaign_id: victim.campaignId })],
    ["leads-to-research", () => ({ campaign_id: victim.campaignId })],
    ["drafts", (own) => ({ campaign_id: idOf(own), lead_id: leadId, drafts, source: "m" })],
    ["research", (own) => ({ campaign_id: idOf(own), lead_id: leadId, research: "x" })],
    ["sources", () => ({ lead_id: leadId })],
  ])("%s finds nothing, and nothing changes", async (path, bodyOf) => {
    const id = path.includes("[claimId]") ? claimId : "";
    for (const own of [true, false]) {
      expect(await ask(thief.token, path, bodyOf(own), id)).toMatchObject({ status: 404 });
    }
    const named = { ...bodyOf(false), workspace_id: victim.company.workspaceId };
    expect(await ask(thief.token, path, named, id)).toMatchObject({ status: 401 });
    expect(await victim.emails()).toMatchObject([{ status: "claimed" }]);
    expect(await victim.emails(2)).toMatchObject([{ status: "approved" }]);
  });
  const idOf = (own: boolean): string => (own ? thief : victim).campaignId;
});

test("as many requests at once as it likes hold up neither another company nor a freeze", async () => {
  await thief.drafted();
  await victim.drafted();
  const flood = Array.from({ length: 60 }, () =>
    ask(thief.token, "claims", { campaign_id: thief.campaignId, step: 1 }),
  );
  // A machine that is busy with other things may say “try again” (503), and a workflow does.
  const claim = await waitFor(
    async () => {
      const answer = await ask(victim.token, "claims", { campaign_id: victim.campaignId, step: 1 });
      return answer.status !== 503 && answer;
    },
    { what: "an answer for the other company" },
  );
  expect(claim).toMatchObject({ status: 200, body: { claims: [{ lead_id: expect.any(String) }] } });
  await freeze(thief);
  await Promise.all(flood);
  expect(await ask(thief.token, "leads-to-prepare", { campaign_id: thief.campaignId })).toMatchObject({ status: 403 });
});

test("exhausting its limit stops its own requests only", async () => {
  const used = LIMITS.token.points + LIMITS.token.block;
  await (async () => {
    for (let count = 0; count < used; count += 1) await spend(LIMITS.token, thief.tokenId);
  })().catch(() => undefined); // the limit is reached
  const asked = { campaign_id: victim.campaignId };
  expect(await ask(thief.token, "leads-to-prepare", asked)).toMatchObject({ status: 429 });
  expect(await ask(victim.token, "leads-to-prepare", asked)).toMatchObject({ status: 200 });
});

test("after a freeze it reads nothing; a claim from before is given back and never sent", async () => {
  await thief.drafted();
  const { claim_id: claimId } = await thief.claimOne();
  await freeze(thief);
  const asked = { campaign_id: thief.campaignId, step: 1 };
  for (const path of ["claims", "leads-to-prepare", "leads-to-research"]) {
    expect(await ask(thief.token, path, asked)).toMatchObject({ status: 403, body: { code: "workspace.frozen" } });
  }
  expect(await ask(thief.token, "claims/[claimId]/send", {}, claimId)).toMatchObject({ status: 403 });
  expect(await ask(thief.token, "claims/[claimId]/confirm", {}, claimId)).toMatchObject({
    status: 409,
    body: { code: "claim.withdrawn", reason: "workspace.frozen" },
  });
  expect(await thief.emails()).toMatchObject([{ status: "approved", attempts: 0 }]);
  const random = "00000000-0000-4000-8000-000000000000";
  expect(await ask(thief.token, "claims/[claimId]/outcome", { status: "sent" }, random)).toMatchObject({ status: 403 });
});

describe("in the database", () => {
  test("no launch leaves a login, and no name says whose leads a partition holds", async () => {
    const { rows: logins } = await world.admin.query("select rolname from pg_roles where rolname = any ($1)", [
      [thief, victim].map(({ company }) => `instance_${company.workspaceId.replaceAll("-", "")}`),
    ]);
    expect(logins).toEqual([]);
    const { rows } = await world.admin.query<{ name: string; said: string; slug: string; id: string }>(
      `select r.partition_name as name, obj_description(format('genesis.%I', r.partition_name)::regclass) as said, w.slug, w.id
       from genesis.partition_registry r join workspaces w on w.id = r.workspace_id`,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { name, said, slug, id } of rows) {
      expect(name).toMatch(/^leads_p_[0-9a-f]{12}$/);
      expect(id.replaceAll("-", "")).not.toContain(name.slice("leads_p_".length));
      expect(said).toBe("Owner: leads. The leads of one workspace.");
      expect(name + said).not.toContain(slug);
    }
  });

  test("launching needs no right to create roles", async () => {
    const { workspaceId } = (await world.sender()).company;
    await world.admin.query("begin");
    try {
      await world.admin.query("alter role postgres nocreaterole");
      await world.admin.query("set local role service_role");
      const { rows } = await world.admin.query("select genesis.create_leads_partition($1) as name", [workspaceId]);
      expect(rows[0]?.name).toMatch(/^leads_p_/);
    } finally {
      await world.admin.query("rollback");
    }
  });

  test("no workspace can call a function that runs with its owner's rights", async () => {
    const { rows } = await world.admin.query<{ name: string; roles: string[] }>(
      `select p.oid::regprocedure::text as name, array_agg(role order by role) as roles
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       cross join unnest('{anon,authenticated,instance_role,tenant_role}'::text[]) as role
       where p.prosecdef and n.nspname in ('public', 'genesis', 'private') and has_function_privilege(role, p.oid, 'execute')
       group by 1 order by 1`,
    );
    expect(rows).toEqual([
      // Policies for Supabase's own door ask it who is a member; its answer is the caller's own workspaces.
      { name: "private.member_workspace_ids()", roles: ["authenticated"] },
    ]);
    // Roles belong to the whole server, where other databases may have logins of before.
    const { rows: logins } = await world.admin.query(
      "select from genesis.partition_registry where login_role is not null",
    );
    expect(logins).toEqual([]);
  });

  test("every function of ours fixes its search path with the temporary schema last", async () => {
    const { rows } = await world.admin.query(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'genesis', 'private')
         and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)`,
    );
    expect(rows).toEqual([]);
  });
});
