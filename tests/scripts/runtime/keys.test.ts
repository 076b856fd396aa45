import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureKeys, LOCAL_PUBLISHABLE_KEY } from "@/scripts/runtime/keys";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-keys-"));
});
afterEach(() => rm(home, { recursive: true }));

test("keys are made once, also by two starts at once, and only their owner reads them", async () => {
  const [first, second] = await Promise.all([ensureKeys(home), ensureKeys(home)]);
  expect(second).toEqual(first);
  expect(await ensureKeys(home)).toEqual(first);
  for (const file of ["identity/private.pem", "secrets/sidecar-signing.pem", "secrets/encryption-master-key"]) {
    expect((await stat(join(home, file))).mode & 0o777, file).toBe(0o600);
  }
  expect(first.masterKey).toMatch(/^[0-9a-f]{64}$/);
  expect(first.n8nOwnerPassword).toMatch(/^(?=.*[A-Z])(?=.*\d).{8,64}$/);
});

test("the pairs belong together", async () => {
  const keys = await ensureKeys(home);
  const data = Buffer.from("command");
  const signature = sign(null, data, createPrivateKey(keys.sidecarSigningKey));
  expect(verify(null, data, createPublicKey(keys.sidecarVerifyKey), signature)).toBe(true);
  const identity = createPrivateKey(await readFile(keys.identityKeyFile, "utf8"));
  expect(verify("sha256", data, createPublicKey(keys.identityPublicKey), sign("sha256", data, identity))).toBe(true);
});

test("a damaged key is one sentence that names the file, and is never replaced", async () => {
  const { identityKeyFile } = await ensureKeys(home);
  await writeFile(identityKeyFile, "garbage");
  await expect(ensureKeys(home)).rejects.toThrow(`${identityKeyFile} cannot be read`);
  expect(await readFile(identityKeyFile, "utf8")).toBe("garbage");
});

test("the publishable key has Clerk's shape", () => {
  const [, encoded = ""] = /^pk_live_(.+)$/.exec(LOCAL_PUBLISHABLE_KEY) ?? [];
  expect(Buffer.from(encoded, "base64").toString()).toMatch(/^[a-z.]+\$$/);
});
