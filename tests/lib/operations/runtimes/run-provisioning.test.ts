import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Client } from "pg";
import { openRuntimeSecrets } from "@/lib/operations/runtimes/open-runtime-secrets";
import { PROVISIONING_PLAN } from "@/lib/operations/runtimes/plan";
import { readRelease } from "@/lib/operations/runtimes/read-release";
import { runProvisioning } from "@/lib/operations/runtimes/run-provisioning";
import { selectDatabases } from "@/lib/providers/database/select";
import type { Company } from "../../../factories/test-world";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

const STEPS = PROVISIONING_PLAN.map(({ name }) => name);
const EVERYTHING = { repository: true, database: true, application: true, running: true };
const NOTHING = { repository: false, database: false, application: false, running: false };

let world: RuntimeWorld;
let company: Company;
beforeAll(async () => {
  world = await createRuntimeWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const instance = async (): Promise<Record<string, unknown>> => {
  const { rows } = await world.admin.query("select * from project_runtime_instances where project_id = $1", [
    company.projectId,
  ]);
  return rows[0] as Record<string, unknown>;
};
const told = async (type: string): Promise<unknown[]> =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === type);

test("a company moves from the shared runtime to its own, step by step: repository, database, application, and it is told once", async () => {
  const view = await world.dedicate(company);
  expect(view).toMatchObject({
    mode: "dedicated",
    status: "active",
    provisioning: { status: "succeeded", error: null },
  });
  expect(view.provisioning?.steps.map(({ name, status }) => [name, status])).toEqual(
    STEPS.map((name) => [name, "done"]),
  );
  expect(await world.resources(company)).toEqual(EVERYTHING);
  expect(await instance()).toMatchObject({ mode: "dedicated", epoch: 1, commit_sha: view.commit, url: view.url });

  const page = await fetch(view.url ?? "");
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Coming soon")]);
  expect(page.headers.get("content-security-policy")).toMatch(/^sandbox/);
  expect(await told("runtime.activated")).toHaveLength(1);
  const { rows } = await world.admin.query("select type from notifications where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows).toEqual([{ type: "runtime.activated" }]);
});

test("run again, or as an attempt that never was, it changes nothing", async () => {
  await world.dedicate(company);
  const before = [await instance(), await world.ledger(company.workspaceId)];
  for (const attempt of [1, 0, 2]) await runProvisioning(company.job, { projectId: company.projectId, attempt });
  expect([await instance(), await world.ledger(company.workspaceId)]).toEqual(before);
});

test("its secrets are in the vault, by reference; no row, line, log, commit or page holds one", async () => {
  const view = await world.dedicate(company);
  const { rows } = await world.admin.query<{ name: string; reference: string }>(
    "select name, reference from project_runtime_secrets where project_id = $1 order by name",
    [company.projectId],
  );
  expect(rows.map(({ name }) => name)).toEqual(["database_password", "gateway_token", "runtime_key"]);
  for (const { reference } of rows) expect(reference).toMatch(/^vault:\/\/[0-9a-f-]{36}$/);

  const secrets = Object.values(await openRuntimeSecrets({ ...company.job, projectId: company.projectId }));
  const folder = join(world.home, "runtimes", nameOf(company));
  const release = await readRelease(
    { target: "local", repository: nameOf(company), commit: view.commit },
    company.job.signal,
  );
  const { rows: tables } = await world.admin.query<{ text: string }>(
    `select string_agg(query_to_xml(format('select * from %s where workspace_id = %L', c.oid::regclass, $1::text), true, false, '')::text, '') as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where n.nspname in ('public', 'genesis') and c.relkind = 'r'`,
    [company.workspaceId],
  );
  const places = {
    tables: tables[0]?.text ?? "",
    queue: JSON.stringify(await world.jobs(company.workspaceId)),
    log: await readFile(join(folder, "application.log"), "utf8"),
    repository: release.files.map(({ bytes }) => Buffer.from(bytes).toString("utf8")).join("\n"),
    page: JSON.stringify(view),
  };
  expect(places.tables).toContain("vault://");
  for (const secret of secrets)
    for (const [place, text] of Object.entries(places))
      expect({ place, holds: text.includes(secret) }).toEqual({ place, holds: false });
  expect((await stat(join(folder, "environment.json"))).mode & 0o077).toBe(0);
});

test("its login reaches its own database alone", async () => {
  await world.dedicate(company);
  const { projectId } = company;
  const name = `gl-${projectId.replaceAll("-", "")}`;
  const { signal } = new AbortController();
  const { url } = await selectDatabases("local").create({ name, password: "known-for-this-test" }, signal);
  const own = new Client({ connectionString: url });
  await own.connect();
  await expect(own.query("create database elsewhere")).rejects.toMatchObject({ code: "42501" });
  await expect(own.query("create role somebody")).rejects.toMatchObject({ code: "42501" });
  await own.end();
  const other = new URL(url);
  other.pathname = new URL(world.url).pathname;
  const foreign = new Client({ connectionString: other.href });
  await expect(foreign.connect()).rejects.toMatchObject({ code: "42501" });
});

const nameOf = ({ projectId }: Company): string => `gl-${projectId.replaceAll("-", "")}`;

test("a step that fails for good is undone with those before it; the company stays shared, with advice, and the next attempt succeeds", async () => {
  await mkdir(join(world.home, "runtimes"), { recursive: true });
  await writeFile(join(world.home, "runtimes", nameOf(company)), "a file where the application's folder should be");
  expect(await world.dedicate(company)).toMatchObject({
    mode: "shared",
    status: "failed",
    resources: [],
    may_retry: true,
    provisioning: {
      status: "failed",
      error: { step: "start_application", advice: expect.stringContaining("application.log") },
    },
  });
  expect(await told("runtime.provisioning_failed")).toMatchObject([{ data: { left: [] } }]);
  expect(await world.resources(company)).toEqual(NOTHING);

  expect(await world.dedicate(company)).toMatchObject({ mode: "dedicated", provisioning: { attempt: 2 } });
  expect(await world.resources(company)).toEqual(EVERYTHING);
});

test("a part that cannot be taken away is named as left over, and the others are gone", async () => {
  const name = nameOf(company);
  const attempt = await world.begin(company);
  await world.admin.query(`create database "${name}"`);
  const view = await world.run(company, attempt);
  expect(view).toMatchObject({ mode: "shared", status: "failed", provisioning: { status: "failed" } });
  expect(await world.resources(company)).toEqual({ ...NOTHING, database: true });
  const states = view.provisioning?.steps.map(({ name: step, status }) => [step, status]);
  expect(states).toContainEqual(["create_database", "undo_failed"]);
  await world.admin.query(`drop database "${name}"`);
});

test("an attempt that is out of time is undone, also where it stands in the middle, and says so", async () => {
  const attempt = await world.begin(company);
  const late = new Date(Date.now() + 46 * 60_000);
  await runProvisioning({ ...company.job, now: () => late }, { projectId: company.projectId, attempt });
  expect(await world.run(company, attempt)).toMatchObject({
    mode: "shared",
    status: "failed",
    provisioning: { status: "failed", error: { message: "It took longer than 45 minutes." } },
  });
  expect(await world.resources(company)).toEqual(NOTHING);
  expect(await told("runtime.provisioning_failed")).toHaveLength(1);
});

test("a viewer may not run it, and another workspace has nothing to run", async () => {
  const attempt = await world.begin(company);
  const of = { projectId: company.projectId, attempt };
  const { signal } = company.job;
  await expect(runProvisioning({ ...company.viewer, signal }, of)).rejects.toMatchObject({ kind: "forbidden" });
  await runProvisioning({ ...company.stranger, signal }, of);
  expect(await world.resources(company)).toEqual(NOTHING);
});
