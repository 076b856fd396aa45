import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getProject } from "@/lib/company/projects/get-project";
import { listProjects } from "@/lib/company/projects/list-projects";
import { listWorkspaceProjects } from "@/lib/company/projects/list-workspace-projects";
import { locateProject } from "@/lib/company/projects/locate-project";
import { markDeleted } from "@/lib/company/projects/mark-deleted";
import { closeWorkspace } from "@/lib/foundation/workspaces/close-workspace";
import { deleteCompany } from "@/lib/operations/deletion/delete-company";
import { eraseCompany } from "@/lib/operations/deletion/erase-company";
import { listDeletions } from "@/lib/operations/deletion/list-deletions";
import type { CompanyDeletion } from "@/lib/operations/deletion/schemas";
import { sweepDeletions } from "@/lib/operations/deletion/sweep-deletions";
import { beginFreeze } from "@/lib/operations/governance/begin-freeze";
import { eraseNextLeads } from "@/lib/outreach/leads/erase-next-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { withTransaction } from "@/lib/platform/transaction";
import type { Company } from "../../../factories/test-world";
import { createGovernanceWorld, type GovernanceWorld } from "../governance/governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const nameOf = async ({ owner, projectId }: Company): Promise<string> => (await getProject(owner, { projectId })).name;
const remove = async (company: Company): Promise<CompanyDeletion> =>
  deleteCompany(company.owner, { projectId: company.projectId, name: await nameOf(company) });
const erase = ({ job }: Company): Promise<void> => eraseCompany({ ...job, whileFrozen: true });
const row = async ({ workspaceId }: Company): Promise<Record<string, unknown>> =>
  (await world.admin.query("select * from company_deletions where workspace_id = $1", [workspaceId])).rows[0];

async function manyLeads({ workspaceId }: Company, count: number): Promise<void> {
  await world.admin.query(
    "insert into genesis.leads (workspace_id, email) select $1, 'lead' || n || '@many.example' from generate_series(1, $2) n",
    [workspaceId, count],
  );
}

/** Every table that holds a text with this word in a row of the workspace. */
async function tablesThatSay(word: string, { workspaceId }: Company): Promise<string[]> {
  const { rows } = await world.admin.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'workspace_id' and c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'genesis')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const query = `select from ${name} t where t.workspace_id = $1 and t::text ilike '%' || $2 || '%' limit 1`;
    if ((await world.admin.query(query, [workspaceId, word])).rowCount) found.push(name);
  }
  return found.toSorted();
}

test("a deleted company is gone for its people at once, stops, is erased with its n8n, and leaves the ledger", async () => {
  const company = await world.launched();
  const name = await nameOf(company);
  await world.admin.query(
    `insert into notifications (workspace_id, type, title, data) values ($1, 'contact.replied', 'ada@example.com replied', '{}')`,
    [company.workspaceId],
  );
  // An import that was still being read.
  await world.admin.query(
    `insert into genesis.lead_import_files (import_id, workspace_id, bytes)
     select id, workspace_id, 'Email' from genesis.lead_imports where workspace_id = $1 limit 1`,
    [company.workspaceId],
  );
  expect(await tablesThatSay("ada@example.com", company)).not.toEqual([]);

  expect(await remove(company)).toMatchObject({ name, leads_total: 3, leads_erased: 0, done_at: null });
  await expect(listLeads(company.owner, { limit: 1 })).rejects.toMatchObject({ code: "workspace.frozen" });
  expect(await locateProject(world.system(), company.projectId)).toBeNull();
  expect((await world.jobs(company.workspaceId)).map((job) => job.name)).toEqual(
    expect.arrayContaining(["deletion.erase_company", "governance.enforce_freeze", "governance.block_runs"]),
  );
  await world.enforce(company, await world.newest(company));
  expect(world.published(company)).toEqual([]);

  await erase(company);
  expect(await row(company)).toMatchObject({
    leads_erased: 3,
    last_error: null,
    done_at: expect.any(Date),
    receipt: {
      erased: { "genesis.leads": 3, "public.notifications": 1 },
      left: 0,
      proved_at: expect.stringMatching(/Z$/),
    },
  });
  for (const address of ["ada@example.com", "bob@example.com", "eve@example.com"])
    expect(await tablesThatSay(address, company)).toEqual([]);
  const { rows } = await world.admin.query("select from genesis.lead_import_files where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows).toEqual([]);
  expect(world.sidecar.instance(company.workspaceId)).toMatchObject({ credentials: [], workflows: [] });
  const told = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
  expect(told.filter((type) => type.startsWith("company."))).toEqual(["company.deleted", "company.erased"]);
  expect(told).toContain("ignition.completed");

  await erase(company);
  expect((await world.ledger(company.workspaceId)).map(({ event_type }) => event_type)).toEqual(told);
  await expect(world.unfreeze(company)).rejects.toMatchObject({ code: "workspace.closed" });
});

test("progress commits in lots: an erasure that is ended in the middle goes on where it was, and the sweep finds it", async () => {
  const company = await world.company();
  await manyLeads(company, 450);
  await remove(company);
  const { signal } = company.job;
  // Ends the run at its second lot: the third never begins.
  let looks = 0;
  const throwIfAborted = (): void => {
    looks += 1;
    if (looks > 2) throw new Error("the worker is stopping");
  };
  const dying = new Proxy(signal, {
    get: (of, key) => (key === "throwIfAborted" ? throwIfAborted : Reflect.get(of, key, of)),
  });
  await expect(eraseCompany({ ...company.job, whileFrozen: true, signal: dying })).rejects.toThrow("stopping");
  expect(await row(company)).toMatchObject({ leads_total: 450, leads_erased: 400, done_at: null });
  expect(await sweepDeletions(world.system())).toContain(company.workspaceId);
  await erase(company);
  expect(await row(company)).toMatchObject({
    leads_erased: 450,
    done_at: expect.any(Date),
    receipt: { erased: { "genesis.leads": 450 }, left: 0 },
  });
  expect(await sweepDeletions(world.system())).not.toContain(company.workspaceId);
});

test("a request from before is waited for: what it stores is erased too", async () => {
  const company = await world.company();
  const release = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const before = withTransaction(company.owner, async (tx) => {
    entered.resolve();
    await release.promise;
    await sql`insert into genesis.leads (workspace_id, email) values (${company.workspaceId}, 'late@many.example')`.execute(
      tx.db,
    );
  });
  await entered.promise;
  const name = await nameOf(company);
  await world.admin.query(
    "update workspaces set status = 'frozen', frozen_reason = 'x', closed_at = now() where id = $1",
    [company.workspaceId],
  );
  await world.admin.query(
    `insert into company_deletions (workspace_id, project_id, name, requested_by, requested_at, leads_total)
     values ($1, $2, $3, 'user', now(), 0)`,
    [company.workspaceId, company.projectId, name],
  );
  const erased = erase(company);
  release.resolve();
  await before;
  await erased;
  expect(await tablesThatSay("late@many.example", company)).toEqual([]);
});

test("while n8n does not answer the people are erased all the same, and the deletion says why it is open", async () => {
  const company = await world.launched();
  await remove(company);
  world.sidecar.misbehave(company.workspaceId, "LIST_WORKFLOWS", "500");
  await expect(erase(company)).rejects.toMatchObject({ retryable: true });
  expect(await row(company)).toMatchObject({
    leads_erased: 3,
    data_erased_at: expect.any(Date),
    last_error: expect.stringContaining("tried again every minute"),
    done_at: null,
  });
  world.sidecar.behave(company.workspaceId);
  await erase(company);
  expect(await row(company)).toMatchObject({ last_error: null, done_at: expect.any(Date) });
});

test("only the owner, only with its name, only alone in its workspace; nothing stops otherwise", async () => {
  const company = await world.company();
  const { projectId } = company;
  const name = await nameOf(company);
  for (const typed of ["", name.toUpperCase() + "x", "another"])
    await expect(deleteCompany(company.owner, { projectId, name: typed })).rejects.toMatchObject({
      code: "project.name_differs",
    });
  await expect(deleteCompany(company.viewer, { projectId, name })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(deleteCompany(company.stranger, { projectId, name })).rejects.toMatchObject({
    code: "project.not_found",
  });
  await expect(world.withoutQueue(() => remove(company))).rejects.toThrow();
  await world.admin.query(
    "insert into projects (workspace_id, owner_clerk_id, name) select workspace_id, owner_clerk_id, 'Sister' from projects where id = $1",
    [projectId],
  );
  expect(await listWorkspaceProjects(company.viewer)).toHaveLength(2);
  await expect(remove(company)).rejects.toMatchObject({
    code: "project.shares_workspace",
    message: expect.stringContaining("“Sister”"),
  });
  expect(await nameOf(company)).toBe(name);
});

test("the person who deleted it sees how far it is; another person sees nothing", async () => {
  const company = await world.company();
  await remove(company);
  const { actor } = company.owner;
  if (actor.type !== "user") throw new Error("an owner is a person");
  const me = { ...world.user("owner@example.com"), user: { userId: actor.userId, email: "owner@example.com" } };
  expect(await listDeletions(me)).toMatchObject([{ project_id: company.projectId, done_at: null }]);
  expect((await listProjects(me)).map(({ id }) => id)).not.toContain(company.projectId);
  expect(await listDeletions(world.user("stranger@example.com"))).toEqual([]);
});

test("the parts: a lot of leads is its workspace's own, a workspace that is open is not closed, and a frozen one is not frozen again", async () => {
  const company = await world.company();
  await manyLeads(company, 5);
  expect(await withTransaction(company.stranger, (tx) => eraseNextLeads(tx, 10))).toBe(0);
  expect(await withTransaction(company.owner, (tx) => eraseNextLeads(tx, 3))).toBe(3);
  expect(await withTransaction(company.owner, (tx) => eraseNextLeads(tx, 3))).toBe(2);
  await withTransaction(company.owner, closeWorkspace);
  await withTransaction(company.stranger, (tx) => markDeleted(tx, company.projectId));
  expect(await locateProject(world.system(), company.projectId)).toBe(company.workspaceId);
  await world.freeze(company);
  const frozen = { ...company.job, whileFrozen: true as const };
  const again = { reason: "again", frozenBy: "me" };
  expect(await withTransaction(frozen, (tx) => beginFreeze(tx, again))).toBeNull();
});
