import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureKeys } from "@/scripts/runtime/keys";
import { readSealingKeys, renewKeys, sealingKeyIds } from "@/scripts/runtime/sealing-keys";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-sealing-"));
});
afterEach(() => rm(home, { recursive: true }));

test("new keys take over, the old ones stay readable, newest first, and only their owner reads the files", async () => {
  const first = await ensureKeys(home);
  expect(first).toMatchObject({ previousMasterKeys: null, previousIntegrationKeys: null });
  await renewKeys(home, {});
  const second = await ensureKeys(home);
  await renewKeys(home, {});
  const third = await ensureKeys(home);
  expect(new Set([first.masterKey, second.masterKey, third.masterKey, third.integrationKey]).size).toBe(4);
  expect(third.previousMasterKeys).toBe(`${second.masterKey},${first.masterKey}`);
  expect(third.previousIntegrationKeys).toBe(`${second.integrationKey},${first.integrationKey}`);
  expect(third.sidecarSigningKey).toBe(first.sidecarSigningKey);
  for (const file of ["encryption-master-key", "encryption-master-key-previous"]) {
    expect((await stat(join(home, "secrets", file))).mode & 0o777, file).toBe(0o600);
  }
  expect((await readdir(join(home, "secrets"))).filter((name) => /key(-previous)?\.[0-9a-f]{12}$/.test(name))).toEqual(
    [],
  );
});

test("configured keys win over the home's own, and no key is created", async () => {
  const missing = /There is no master key: set ENCRYPTION_MASTER_KEY/;
  await expect(readSealingKeys(home, {})).rejects.toThrow(missing);
  expect(await readdir(home)).toEqual([]);
  const keys = await ensureKeys(home);
  await renewKeys(home, {});
  const own = await readSealingKeys(home, {});
  expect(own).toMatchObject({ ENCRYPTION_MASTER_KEY_PREVIOUS: keys.masterKey });
  const set = { ENCRYPTION_MASTER_KEY: "a".repeat(64), ENCRYPTION_MASTER_KEY_PREVIOUS: " " };
  expect(await readSealingKeys(home, set)).toEqual({ ...own, ENCRYPTION_MASTER_KEY: "a".repeat(64) });
  expect(sealingKeyIds(own)).toHaveLength(2);
});

test("a key that the operator set is the operator's to change", async () => {
  await ensureKeys(home);
  const before = await readFile(join(home, "secrets/encryption-master-key"), "utf8");
  const set = { PROJECT_INTEGRATION_ENCRYPTION_KEY: "a".repeat(64) };
  await expect(renewKeys(home, set)).rejects.toThrow(/PROJECT_INTEGRATION_ENCRYPTION_KEY is set by yourself/);
  expect(await readFile(join(home, "secrets/encryption-master-key"), "utf8")).toBe(before);
});

test("a home without keys gets none by a renewal", async () => {
  await expect(renewKeys(home, {})).rejects.toThrow(`There are no keys in ${home} yet`);
});
