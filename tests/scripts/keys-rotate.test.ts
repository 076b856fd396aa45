import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureKeys } from "@/scripts/runtime/keys";
import { writeRuntimeFile } from "@/scripts/runtime/runtime-file";
import { sealingKeyIds } from "@/scripts/runtime/sealing-keys";
import { cipherUnder, insertSealed, keyId, keysAt, readSealed } from "../factories/sealed-rows";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";
import { waitFor } from "../support/wait-for";

const ROOT = join(import.meta.dirname, "../..");
const SCRIPT = ["--import", "tsx", join(ROOT, "scripts/keys-rotate.ts")];
const MANY = 8_000;

let world: TestWorld;
let company: Company;
let home = "";
beforeAll(async () => {
  world = await createTestWorld(keysAt("current"));
  company = await world.company();
  home = await mkdtemp(join(tmpdir(), "greenlight-rotate-"));
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});

type Ended = { code: number; said: string };
const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  GREENLIGHT_HOME: home,
  DATABASE_URL: world.url,
  NODE_ENV: "test",
  ...more,
});
const start = (env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, SCRIPT, { cwd: ROOT, env, stdio: "ignore" });
const run = (env: NodeJS.ProcessEnv, args: string[] = []): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [...SCRIPT, ...args], { cwd: ROOT, env }, (error, out, wrong) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + wrong }),
    );
  });

const countUnder = async (id: string): Promise<number> => {
  const { rows } = await world.admin.query<{ count: number }>(
    "select count(*)::int as count from genesis.credential_store where split_part(data_encrypted, '.', 2) = $1",
    [id],
  );
  return rows[0]?.count ?? 0;
};

test("killed in the middle, every row is still readable, and the next run finishes the rest", async () => {
  const sealed = (await cipherUnder("older")).encrypt(company.workspaceId, "survives");
  await world.admin.query(
    "insert into genesis.credential_store (workspace_id, type, name, data_encrypted) select $1, 'apify', 'many ' || n, $2 from generate_series(1, $3::int) n",
    [company.workspaceId, sealed, MANY],
  );
  const child = start(environment(keysAt("current")));
  await waitFor(async () => (await countUnder(keyId("current"))) > 0, { everyMs: 20, what: "the first batch" });
  child.kill("SIGKILL");
  await once(child, "exit");
  const [done, left] = [await countUnder(keyId("current")), await countUnder(keyId("older"))];
  expect(done).toBeGreaterThan(0);
  expect(left).toBeGreaterThan(0);
  expect(done + left).toBe(MANY);

  const { code, said } = await run(environment(keysAt("current")));
  expect(said).toContain(`genesis.credential_store.data_encrypted: ${left} rows sealed again`);
  expect(said).toContain(`vault ${keyId("older")} (previous): 0 rows`);
  expect(said).toContain("they can go");
  expect(code).toBe(0);
  const rows = await readSealed(world.admin, "credentials", company.workspaceId);
  expect(rows.filter(({ plain }) => plain !== "survives")).toEqual([]);
});

test("a key that is not configured ends with 1 and names id, count and table", async () => {
  await insertSealed(world.admin, "credentials", { ...company, age: "lost" });
  await insertSealed(world.admin, "tokens", { ...company, age: "oldest" });
  const { code, said } = await run(environment(keysAt("current")));
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`! genesis.credential_store: 1 row under key ${keyId("lost")}: the key is not conf`));
  expect(said).toContain("public.workspace_webhook_tokens.token_encrypted: 1 row sealed again");
  expect(said).not.toContain("they can go");
  await world.admin.query("delete from genesis.credential_store where split_part(data_encrypted, '.', 2) = $1", [
    keyId("lost"),
  ]);
});

test("new keys for a home: restart first, then rotate", async () => {
  const before = await ensureKeys(home);
  const running = {
    url: "http://127.0.0.1:1",
    databaseUrl: world.url,
    sidecarUrl: null,
    n8nUrl: null,
    smtp: { host: "127.0.0.1", port: 1 },
    outboxDir: home,
    pids: { supervisor: process.pid },
  };
  await writeRuntimeFile(home, {
    ...running,
    sealingKeyIds: sealingKeyIds({
      ENCRYPTION_MASTER_KEY: before.masterKey,
      PROJECT_INTEGRATION_ENCRYPTION_KEY: before.integrationKey,
    }),
  });
  const renewed = await run(environment(), ["--new-key"]);
  expect(renewed).toMatchObject({ code: 0, said: expect.stringContaining("Now restart") });
  const after = await ensureKeys(home);
  expect(after.previousMasterKeys).toBe(before.masterKey);

  const tooEarly = await run(environment());
  expect(tooEarly).toMatchObject({ code: 1, said: expect.stringContaining("does not know the new keys yet") });
  await rm(join(home, "runtime.json"));
  expect(await run(environment())).toMatchObject({ said: expect.stringContaining("(previous): 0 rows") });
});

test("a mistyped option does nothing", async () => {
  const key = await readFile(join(home, "secrets/encryption-master-key"), "utf8");
  expect(await run(environment(), ["--newkey"])).toMatchObject({ code: 1, said: expect.stringContaining("--newkey") });
  expect(await readFile(join(home, "secrets/encryption-master-key"), "utf8")).toBe(key);
  await writeFile(join(home, "secrets/encryption-master-key"), "short");
  expect(await run(environment())).toMatchObject({ code: 1, said: expect.stringContaining("64 hex characters") });
});
