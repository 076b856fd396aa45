import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import type { decrypt, encrypt } from "@/lib/foundation/vault/cipher";

type Cipher = { encrypt: typeof encrypt; decrypt: typeof decrypt };

const [first, second] = [randomBytes(32).toString("hex"), randomBytes(32).toString("hex")];
const workspaceId = randomUUID();

/** The cipher of a process that was started with these master keys. */
async function withKeys(current: string, previous?: string): Promise<Cipher> {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere");
  vi.stubEnv("ENCRYPTION_MASTER_KEY", current);
  vi.stubEnv("ENCRYPTION_MASTER_KEY_PREVIOUS", previous);
  return import("@/lib/foundation/vault/cipher");
}

afterEach(() => void vi.unstubAllEnvs());

test.each(["", "hunter2", "🔑 and ünïcode", "x".repeat(100_000)])("reads back what it sealed", async (plain) => {
  const { encrypt, decrypt } = await withKeys(first);
  const sealed = encrypt(workspaceId, plain);
  expect(decrypt(workspaceId, sealed)).toBe(plain);
});

test("nothing of the text can be read in what is sealed", async () => {
  const { encrypt } = await withKeys(first);
  expect(encrypt(workspaceId, "hunter2-hunter2")).not.toContain("hunter2");
});

test("the same text is never sealed the same way twice", async () => {
  const { encrypt } = await withKeys(first);
  expect(encrypt(workspaceId, "x")).not.toBe(encrypt(workspaceId, "x"));
});

test("another workspace cannot read it, and a changed byte is noticed", async () => {
  const { encrypt, decrypt } = await withKeys(first);
  const sealed = encrypt(workspaceId, "secret");
  expect(() => decrypt(randomUUID(), sealed)).toThrow();
  const parts = sealed.split(".");
  for (const index of [2, 3]) {
    const bytes = Buffer.from(parts[index] ?? "", "base64url");
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const forged = parts.with(index, bytes.toString("base64url")).join(".");
    expect(() => decrypt(workspaceId, forged)).toThrow();
  }
});

test("after a rotation the old key still reads, and the new one seals", async () => {
  const sealed = (await withKeys(first)).encrypt(workspaceId, "secret");
  const rotated = await withKeys(second, first);
  expect(rotated.decrypt(workspaceId, sealed)).toBe("secret");
  const again = rotated.encrypt(workspaceId, "secret");
  expect((await withKeys(second)).decrypt(workspaceId, again)).toBe("secret");
});

test("with neither key it says so, and is not worth another try", async () => {
  const sealed = (await withKeys(first)).encrypt(workspaceId, "secret");
  const { decrypt } = await withKeys(second);
  const unreadable = expect.objectContaining({ code: "vault.unreadable", retryable: false });
  expect(() => decrypt(workspaceId, sealed)).toThrow(unreadable);
  for (const junk of ["", "v1", "v2.a.b.c", "v1...", "x"]) expect(() => decrypt(workspaceId, junk)).toThrow(unreadable);
});
