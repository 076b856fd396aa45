import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readTemplate } from "@/lib/operations/runtimes/read-template";
import type { AppHosting, AppVersion } from "@/lib/providers/hosting/app-port";
import { askHealth } from "@/lib/providers/hosting/ask-health";
import { vercelAppHosting } from "@/lib/providers/hosting/vercel/app-provider";
import { applyMigrations } from "@/lib/providers/database/apply-migrations";
import { connected } from "@/lib/providers/database/connection";
import { fakeVercelProjects, VERCEL_TOKEN, type FakeVercelProjects } from "../../../../fakes/vercel-projects";
import { createTestDatabase, type TestDatabase } from "../../../../support/test-database";

const { signal } = new AbortController();
const COMMIT = "a".repeat(40);
const KEY = "the key of this runtime";
let database: TestDatabase;
let vercel: FakeVercelProjects;
let hosting: AppHosting;
let files: AppVersion["files"];
let name: string;
let runtimes = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  files = await readTemplate();
  const migrations = files
    .filter(({ path }) => path.startsWith("migrations/"))
    .map(({ path, bytes }) => ({ name: path, sql: Buffer.from(bytes).toString("utf8") }));
  await connected(database.url, signal, (client) => applyMigrations(client, migrations));
  vercel = await fakeVercelProjects();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    VERCEL_API_URL: vercel.url,
  });
  hosting = vercelAppHosting({ token: VERCEL_TOKEN, team_id: "team_runtimes" }, briefly);
});
beforeEach(() => {
  runtimes += 1;
  name = `gl-${String(runtimes).padStart(32, "0")}`;
  for (const mood of Object.keys(vercel.moods) as (keyof FakeVercelProjects["moods"])[]) delete vercel.moods[mood];
  vercel.calls.length = 0;
});
afterAll(async () => {
  await vercel.close();
  await database.close();
});

/** A build on this machine takes seconds, whatever the adapter would wait at Vercel. */
const briefly = (_milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000));
const ENVIRONMENT = () => ({
  DATABASE_URL: database.url,
  RUNTIME_KEY: KEY,
  GREENLIGHT_URL: "http://127.0.0.1:9",
  GREENLIGHT_TOKEN: "a token of this company",
});
const deploy = async (commit = COMMIT) => {
  await hosting.setEnvironment(name, ENVIRONMENT(), signal);
  return hosting.deploy({ name, commit, files }, signal);
};

test("the template is built by its own command, runs as a function, serves the site, and is well", async () => {
  const running = await deploy();
  expect(running).toMatchObject({ serviceId: expect.stringMatching(/^vercel:prj_/), commit: COMMIT });
  await askHealth({ url: running.url, key: KEY, commit: COMMIT }, signal);
  const page = await fetch(running.url);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Coming soon")]);
  for (const path of ["/package.json", "/src/handler.ts", "/migrations/0001_create_health_checks.sql"])
    expect({ path, status: (await fetch(new URL(path, running.url))).status }).toEqual({ path, status: 404 });
  expect((await fetch(new URL("/runtime/health", running.url))).status).toBe(401);
  expect(await hosting.find(name, signal)).toEqual(running);
  expect(await hosting.keep(name, signal)).toEqual(running);
});

test("its variables are sealed at Vercel, and none of them is in a file or in the metadata that is uploaded", async () => {
  await deploy();
  const { variables, ssoProtection } = vercel.projects.get(name)!;
  expect([...variables.values()].map(({ key, type }) => [key, type])).toEqual([
    ...Object.keys(ENVIRONMENT()).map((key) => [key, "sensitive"]),
    ["COMMIT_SHA", "encrypted"],
  ]);
  expect(ssoProtection).toBeNull();
  const [uploaded] = vercel.calls.filter(({ method, path }) => method === "POST" && path === "/v13/deployments");
  const text = JSON.stringify({
    ...(uploaded?.body as object),
    files: (uploaded?.body as { files: { data: string }[] }).files.map(({ data }) =>
      Buffer.from(data, "base64").toString(),
    ),
  });
  for (const secret of [KEY, "a token of this company", VERCEL_TOKEN, database.url]) expect(text).not.toContain(secret);
});

test("deployed again it is the same deployment; another commit takes its place", async () => {
  const first = await deploy();
  expect(await deploy()).toEqual(first);
  expect(vercel.count("POST", /^\/v13\/deployments$/)).toBe(1);
  const next = "b".repeat(40);
  const second = await deploy(next);
  await askHealth({ url: second.url, key: KEY, commit: next }, signal);
  await expect(fetch(first.url)).rejects.toThrow();
});

test("a project and a deployment that Vercel made and did not confirm are found and not made again, however late its list is", async () => {
  Object.assign(vercel.moods, { projectFails: 1, deploymentFails: 1, listLag: 2, aliasLag: 2 });
  const running = await deploy();
  await askHealth({ url: running.url, key: KEY, commit: COMMIT }, signal);
  expect([vercel.count("POST", /^\/v11\/projects$/), vercel.count("POST", /^\/v13\/deployments$/)]).toEqual([1, 1]);
});

test("a build that fails says why and is final; the next attempt builds anew", async () => {
  vercel.moods.breaksBuild = true;
  await expect(deploy()).rejects.toMatchObject({
    message: "Vercel could not build the application: npm ended with 1.",
    retryable: false,
  });
  expect(await hosting.find(name, signal)).toBeNull();
  await expect(hosting.keep(name, signal)).rejects.toMatchObject({ code: "hosting.not_started" });
  vercel.moods.breaksBuild = false;
  await expect(deploy()).resolves.toMatchObject({ commit: COMMIT });
});

test("a variable that Vercel does not keep is an error, although its answer is a success", async () => {
  vercel.moods.refusesVariable = "RUNTIME_KEY";
  await expect(deploy()).rejects.toMatchObject({ code: "vercel.variable_refused", retryable: false });
  expect(vercel.count("POST", /^\/v13\/deployments$/)).toBe(0);
});

test("taken away, also when the answer is lost or it is gone already, nothing of that name is left", async () => {
  const { url } = await deploy();
  vercel.fail(({ method }) => method === "DELETE", "acts_and_dies");
  for (let time = 0; time < 2; time++) await hosting.remove(name, signal);
  expect([await hosting.exists(name, signal), await hosting.find(name, signal)]).toEqual([false, null]);
  await expect(fetch(url)).rejects.toThrow();
});

test("Vercel was asked only what it describes", () => {
  expect(vercel.violations).toEqual([]);
});
