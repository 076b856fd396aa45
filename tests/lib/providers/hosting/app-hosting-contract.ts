import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readTemplate } from "@/lib/operations/runtimes/read-template";
import { applyMigrations } from "@/lib/providers/database/apply-migrations";
import { connected } from "@/lib/providers/database/connection";
import type { AppHosting, AppVersion, RunningApp } from "@/lib/providers/hosting/app-port";
import { askHealth } from "@/lib/providers/hosting/ask-health";
import type { VendorServer } from "../../../support/vendor-server";
import { createTestDatabase, type TestDatabase } from "../../../support/test-database";

export const COMMIT = "a".repeat(40);
export const NEXT = "b".repeat(40);
export const KEY = "the key of this runtime";
export const { signal } = new AbortController();

/** A build on this machine takes seconds, whatever the adapter would wait at its host. */
export const briefly = (_milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000));

export type Uploaded = { file: string; data: string };
type Vendor = VendorServer & { moods: object };
type Of<V> = {
  open: (source: () => Uploaded[]) => Promise<V>;
  hosting: (vendor: V) => AppHosting;
  /** How often an application, and a deployment, were ordered. */
  ordered: (vendor: V) => [applications: number, deployments: number];
  /** The same for one application that was deployed once. */
  once: [applications: number, deployments: number];
  /** The vendor acts and does not confirm, and lists late. */
  badDay: object;
  serviceId: RegExp;
  notBuilt: { code: string; message: string };
};
export type Hosted<V> = {
  vendor: V;
  hosting: AppHosting;
  database: TestDatabase;
  name: string;
  environment(): Record<string, string>;
  deploy(commit?: string): Promise<RunningApp>;
};

/** A host of applications behind its port, the same for each: everything that a runtime relies on. */
export function testAppHosting<V extends Vendor>(of: Of<V>): Hosted<V> {
  const at = {} as Hosted<V>;
  let files: AppVersion["files"];
  let runtimes = 0;
  beforeAll(async () => {
    at.database = await createTestDatabase();
    files = await readTemplate();
    const migrations = files
      .filter(({ path }) => path.startsWith("migrations/"))
      .map(({ path, bytes }) => ({ name: path, sql: Buffer.from(bytes).toString("utf8") }));
    await connected(at.database.url, signal, (client) => applyMigrations(client, migrations));
    at.vendor = await of.open(() =>
      files.map(({ path, bytes }) => ({ file: path, data: Buffer.from(bytes).toString("base64") })),
    );
    at.environment = () => ({
      DATABASE_URL: at.database.url,
      RUNTIME_KEY: KEY,
      GREENLIGHT_URL: "http://127.0.0.1:9",
      GREENLIGHT_TOKEN: "a token of this company",
    });
    at.deploy = async (commit = COMMIT) => {
      await at.hosting.setEnvironment(at.name, at.environment(), signal);
      return at.hosting.deploy({ name: at.name, commit, files }, signal);
    };
    Object.assign(process.env, {
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
      ENCRYPTION_MASTER_KEY: "0".repeat(64),
    });
    at.hosting = of.hosting(at.vendor);
  });
  beforeEach(() => {
    runtimes += 1;
    at.name = `gl-${String(runtimes).padStart(32, "0")}`;
    for (const mood of Object.keys(at.vendor.moods)) Reflect.deleteProperty(at.vendor.moods, mood);
    at.vendor.calls.length = 0;
  });
  afterAll(async () => {
    await at.vendor.close();
    await at.database.close();
  });

  test("the template is built, runs, serves the site and no source, and is well", async () => {
    const running = await at.deploy();
    expect(running).toMatchObject({ serviceId: expect.stringMatching(of.serviceId), commit: COMMIT });
    await askHealth({ url: running.url, key: KEY, commit: COMMIT }, signal);
    const page = await fetch(running.url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Coming soon")]);
    for (const path of ["/package.json", "/src/handler.ts", "/migrations/0001_create_health_checks.sql"])
      expect({ path, status: (await fetch(new URL(path, running.url))).status }).toEqual({ path, status: 404 });
    expect((await fetch(new URL("/runtime/health", running.url))).status).toBe(401);
    expect(await at.hosting.find(at.name, signal)).toEqual(running);
    expect(await at.hosting.keep(at.name, signal)).toEqual(running);
  });

  test("deployed again it is the same deployment; another commit takes its place", async () => {
    const first = await at.deploy();
    expect(await at.deploy()).toEqual(first);
    expect(of.ordered(at.vendor)).toEqual(of.once);
    const second = await at.deploy(NEXT);
    await askHealth({ url: second.url, key: KEY, commit: NEXT }, signal);
    expect(await at.hosting.find(at.name, signal)).toMatchObject({ commit: NEXT });
    await expect(fetch(first.url)).rejects.toThrow();
  });

  test("orders that the host carried out and did not confirm are found and not given again, however late its lists are", async () => {
    Object.assign(at.vendor.moods, of.badDay);
    const running = await at.deploy();
    await askHealth({ url: running.url, key: KEY, commit: COMMIT }, signal);
    expect(of.ordered(at.vendor)).toEqual(of.once);
  });

  test("a build that fails is final and says so; the next attempt builds anew", async () => {
    Object.assign(at.vendor.moods, { breaksBuild: true });
    await expect(at.deploy()).rejects.toMatchObject({ ...of.notBuilt, retryable: false });
    expect(await at.hosting.find(at.name, signal)).toBeNull();
    await expect(at.hosting.keep(at.name, signal)).rejects.toMatchObject({ code: "hosting.not_started" });
    Object.assign(at.vendor.moods, { breaksBuild: false });
    await expect(at.deploy()).resolves.toMatchObject({ commit: COMMIT });
  });

  test("taken away, also when the answer is lost or it is gone already, nothing of that name is left", async () => {
    const { url } = await at.deploy();
    at.vendor.fail(({ method }) => method === "DELETE", "acts_and_dies");
    for (let time = 0; time < 2; time++) await at.hosting.remove(at.name, signal);
    expect([await at.hosting.exists(at.name, signal), await at.hosting.find(at.name, signal)]).toEqual([false, null]);
    await expect(fetch(url)).rejects.toThrow();
  });
  return at;
}
