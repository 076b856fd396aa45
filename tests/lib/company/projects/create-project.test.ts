import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject } from "@/lib/company/projects/create-project";
import { listProjects } from "@/lib/company/projects/list-projects";
import { CreateProject } from "@/lib/company/projects/schemas";
import { listWorkspaces } from "@/lib/foundation/workspaces/list-workspaces";
import { maskAddress } from "@/lib/platform/text";
import { addMember, createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const countRows = async (): Promise<number[]> => {
  const tables = [
    "workspaces",
    "user_workspaces",
    "workspace_webhook_tokens",
    "projects",
    "project_events",
    "governance_audit_log",
  ];
  const counts = tables.map((table) => `(select count(*)::int from ${table})`).join(", ");
  const { rows } = await world.admin.query<{ counts: number[] }>(`select array[${counts}] as counts`);
  return rows[0]?.counts ?? [];
};

test("one company: project, workspace, owner, token and five lines of the ledger", async () => {
  const founder = world.user();
  const project = await createProject(founder, {
    name: "Acme Rockets",
    idea: "Rockets.",
    website: "https://acme.example",
  });
  expect(project).toMatchObject({ name: "Acme Rockets", idea: "Rockets.", website: "https://acme.example" });
  expect(await listProjects(founder)).toEqual([project]);
  expect(await listWorkspaces(founder)).toMatchObject([
    {
      id: project.workspace_id,
      name: "Acme Rockets",
      slug: "acme-rockets",
      plan: "free",
      status: "active",
      role: "owner",
    },
  ]);
  expect(await world.ledger(project.workspace_id)).toMatchObject([
    { event_type: "workspace.created", message: "Workspace “Acme Rockets” was created." },
    { event_type: "workspace.member_joined", data: { role: "owner", email: maskAddress(founder.user.email) } },
    { event_type: "workspace.webhook_token_issued" },
    { event_type: "project.created", data: { projectId: project.id }, actor_type: "user" },
    { event_type: "recurring.created", actor_type: "job" },
  ]);
  expect(await world.jobs(project.workspace_id)).toMatchObject([
    { name: "phases.generate", data: { projectId: project.id, phase: 0 } },
    { name: "runtime.follow_creation", data: { projectId: project.id } },
  ]);
  const audit = await world.admin.query("select * from governance_audit_log where workspace_id = $1", [
    project.workspace_id,
  ]);
  expect(audit.rows).toMatchObject([
    {
      action: "workspace.created",
      actor_id: founder.user.userId,
      after: { name: "Acme Rockets", slug: "acme-rockets" },
    },
  ]);
  const { rows } = await world.admin.query("select * from workspace_webhook_tokens where workspace_id = $1", [
    project.workspace_id,
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ expires_at: null, revoked_at: null, created_by: founder.user.userId });
});

test("when one part of it fails, nothing of it is there", async () => {
  const before = await countRows();
  for (const table of [
    "projects",
    "project_events",
    "workspace_webhook_tokens",
    "user_workspaces",
    "governance_audit_log",
  ]) {
    await world.admin.query(`revoke insert on ${table} from tenant_role`);
    await expect(createProject(world.user(), { name: "Half" })).rejects.toThrow();
    await world.admin.query(`grant insert on ${table} to tenant_role`);
  }
  expect(await countRows()).toEqual(before);
});

test("the same name again gets an address of its own", async () => {
  const [one, two] = [
    await createProject(world.user(), { name: "Twice" }),
    await createProject(world.user(), { name: "TWICE!" }),
  ];
  const { rows } = await world.admin.query<{ slug: string }>(
    "select slug from workspaces where id = any($1) order by created_at",
    [[one.workspace_id, two.workspace_id]],
  );
  expect(rows.map(({ slug }) => slug)).toEqual(["twice", `twice-${two.workspace_id.slice(0, 8)}`]);
});

test("eight companies of one name at the same instant: each is whole or told to try again", async () => {
  const before = await countRows();
  const founders = Array.from({ length: 8 }, () => world.user());
  const outcomes = await Promise.allSettled(founders.map((founder) => createProject(founder, { name: "Rush" })));
  const made = outcomes.filter(({ status }) => status === "fulfilled").length;
  expect(made).toBeGreaterThan(0);
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  for (const reason of refused)
    expect(reason).toMatchObject({ kind: "conflict", code: "workspace.slug_taken", retryable: true });
  const grown = (await countRows()).map((count, index) => count - (before[index] ?? 0));
  expect(grown).toEqual([made, made, made, made, made * 5, made]);
});

test.each([
  ["🚀🚀🚀", /^company(-[0-9a-f]{8})?$/],
  ["日本語", /^company(-[0-9a-f]{8})?$/],
  ["Ärger & Söhne GmbH", /^arger-sohne-gmbh$/],
  ["'; drop table workspaces; --", /^drop-table-workspaces$/],
  ["<script>alert(1)</script>", /^script-alert-1-script$/],
  ["x".repeat(200), /^x{36}$/],
])("%s keeps its name and gets an address", async (name, slug) => {
  const founder = world.user();
  const project = await createProject(founder, CreateProject.parse({ name }));
  expect(project.name).toBe(name);
  expect((await listWorkspaces(founder))[0]?.slug).toMatch(slug);
});

test("a second company in an existing workspace: its line and that of its nightly task, no second workspace", async () => {
  const company = await world.company();
  const project = await createProject(company.founder, { name: "Second", workspace_id: company.workspaceId });
  expect(project.workspace_id).toBe(company.workspaceId);
  expect(await listWorkspaces(company.founder)).toHaveLength(1);
  const { rows } = await world.admin.query("select event_type from project_events where project_id = $1 order by id", [
    project.id,
  ]);
  expect(rows).toEqual([{ event_type: "project.created" }, { event_type: "recurring.created" }]);
});

test("not in a stranger's workspace, not in one that does not exist, not as a viewer, not in a frozen one", async () => {
  const company = await world.company();
  const viewer = world.user();
  await addMember(world.admin, company.workspaceId, viewer, "viewer");
  const before = await countRows();
  const attempt = (ctx = world.user(), workspace_id = company.workspaceId): Promise<unknown> =>
    createProject(ctx, { name: "Intruder", workspace_id });
  await expect(attempt()).rejects.toMatchObject({ code: "workspace.forbidden" });
  await expect(attempt(world.user(), randomUUID())).rejects.toMatchObject({ code: "workspace.forbidden" });
  await expect(attempt(viewer)).rejects.toMatchObject({ code: "permission.missing" });
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  await expect(attempt(company.founder)).rejects.toMatchObject({ code: "workspace.frozen" });
  expect(await countRows()).toEqual(before);
});

test.each([
  [{ name: " " }, "name"],
  [{ name: "x".repeat(201) }, "name"],
  [{ name: 1 }, "name"],
  [{}, "name"],
  [{ name: "a", idea: "x".repeat(5001) }, "idea"],
  [{ name: "a", website: "javascript:alert(1)" }, "website"],
  [{ name: "a", website: "ftp://example.com" }, "website"],
  [{ name: "a", website: "not a site" }, "website"],
  [{ name: "a", workspace_id: "1" }, "workspace_id"],
])("%j is refused and names %s", (input, field) => {
  const parsed = CreateProject.safeParse(input);
  expect(parsed.success).toBe(false);
  expect(parsed.error?.issues[0]?.path).toEqual([field]);
});

test("a website may be written without https, and left empty", () => {
  expect(CreateProject.parse({ name: "a", website: " example.com/x " }).website).toBe("https://example.com/x");
  expect(CreateProject.parse({ name: "a", website: "" }).website).toBe("");
  expect(CreateProject.parse({ name: "  two\n lines " }).name).toBe("two lines");
});
