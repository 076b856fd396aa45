import { compactVerify, importJWK } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signHead } from "@/lib/foundation/audit/sign-head";
import { listHeadKeys } from "@/lib/foundation/audit/list-head-keys";
import { createAuditWorld, type AuditWorld } from "./audit-world";

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld({
    ENCRYPTION_MASTER_KEY: "1".repeat(64),
    ENCRYPTION_MASTER_KEY_PREVIOUS: `${"2".repeat(64)},${"3".repeat(64)}`,
  });
});
afterAll(() => world.close());

test("an empty log has a head, too", async () => {
  const { head } = await signHead(world.operator, "login_audit");
  expect(head).toMatchObject({ log: "login_audit", seq: 0, hash: "0".repeat(64), rows: 0 });
});

test("the public key alone verifies it", async () => {
  await world.fill("governance_audit_log", 3);
  const { head, jws } = await signHead(world.operator, "governance_audit_log");
  const { keys } = await listHeadKeys(world.operator);
  const { payload, protectedHeader } = await compactVerify(jws, await importJWK(keys[0] ?? {}, "EdDSA"));
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(head);
  const last = (await world.lines()).at(-1);
  expect(head).toEqual({
    log: "governance_audit_log",
    seq: 3,
    hash: last?.hash,
    rows: 3,
    at: expect.stringMatching(/Z$/),
  });
  expect(protectedHeader).toMatchObject({ alg: "EdDSA", kid: keys[0]?.kid, jwk: { kty: "OKP", crv: "Ed25519" } });
});

test("the keys are those of the master key and of the ones before, always the same, never the private half", async () => {
  const { keys } = await listHeadKeys(world.operator);
  expect(await listHeadKeys(world.operator)).toEqual({ keys });
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(3);
  for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
  // Derived once by hand: a changed derivation would make every head that is kept somewhere worthless.
  expect(keys[0]?.x).toBe("EXC_ef2A2ZW-HnoDJSVTaHAY7AvQqnbFyO8gBsCrsD4");
});

test("only a super admin gets one", async () => {
  await expect(signHead(world.impostor, "login_audit")).rejects.toMatchObject({ code: "admin.forbidden" });
  await expect(listHeadKeys(world.impostor)).rejects.toMatchObject({ code: "admin.forbidden" });
});
