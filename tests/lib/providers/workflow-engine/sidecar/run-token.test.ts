import { generateKeyPairSync, randomUUID } from "node:crypto";
import { decodeJwt, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { runSecret, runToken } from "@/lib/providers/workflow-engine/sidecar/run-token";

const { privateKey } = generateKeyPairSync("ed25519");
const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const [mine, other] = [randomUUID(), randomUUID()];
const bytes = (secret: string) => new TextEncoder().encode(secret);

test("a run token is checked with the workspace's own secret and ends after five minutes", async () => {
  const token = await runToken(key, mine);
  await expect(jwtVerify(token, bytes(runSecret(key, mine)))).resolves.toMatchObject({ payload: { aud: mine } });
  const { exp = 0 } = decodeJwt(token);
  const later = new Date(exp * 1000 + 1);
  expect(exp - Date.now() / 1000).toBeLessThanOrEqual(300);
  await expect(jwtVerify(token, bytes(runSecret(key, mine)), { currentDate: later })).rejects.toThrow(/exp/);
});

test("another workspace's secret and another installation's refuse it", async () => {
  const token = await runToken(key, mine);
  const elsewhere = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await expect(jwtVerify(token, bytes(runSecret(key, other)))).rejects.toThrow(/signature/);
  await expect(jwtVerify(token, bytes(runSecret(elsewhere, mine)))).rejects.toThrow(/signature/);
});
