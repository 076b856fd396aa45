import { CompactSign, generateKeyPair } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signHead } from "@/lib/foundation/audit/sign-head";
import { currentSigningKey } from "@/lib/foundation/audit/signing-key";
import { verifyAgainstHead } from "@/lib/foundation/audit/verify-against-head";
import { env } from "@/lib/platform/env";
import { createAuditWorld, type AuditWorld } from "./audit-world";

const LOG = "governance_audit_log";
let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
});
beforeEach(async () => {
  await world.tamper(LOG, `truncate ${LOG}`);
  await world.fill(LOG, 10);
});
afterAll(() => world.close());

const sign = async (): Promise<string> => (await signHead(world.operator, LOG)).jws;
const verify = (head: string) => verifyAgainstHead(world.operator, { log: LOG, head });

test("a log that only grew is complete, and the check is on the record", async () => {
  const head = await sign();
  await world.fill(LOG, 5);
  expect(await verify(head)).toMatchObject({
    ok: true,
    rows: 15,
    broken_seq: null,
    complete: true,
    missing_from: null,
    signed_head: { log: LOG, seq: 10, rows: 10 },
  });
  expect(await world.lines("audit_log.verified")).toMatchObject([
    {
      actor_type: "admin",
      actor_id: world.operator.user.userId,
      target_id: LOG,
      after: { ok: true, complete: true, rows: 15, signed_seq: 10 },
    },
  ]);
});

test("a tail that was cut off, which the chain itself cannot show, is seen", async () => {
  const head = await sign();
  await world.tamper(LOG, `delete from ${LOG} where seq > 7`);
  expect(await verify(head)).toMatchObject({ ok: true, rows: 7, complete: false, missing_from: 8 });
});

test("a tail that was cut off and grown over again is seen", async () => {
  const head = await sign();
  await world.tamper(LOG, `delete from ${LOG} where seq > 7`);
  await world.fill(LOG, 20);
  expect(await verify(head)).toMatchObject({ ok: true, rows: 27, complete: false, missing_from: 10 });
});

test("a log that was emptied or written anew is seen", async () => {
  const head = await sign();
  await world.tamper(LOG, `truncate ${LOG}`);
  expect(await verify(head)).toMatchObject({ ok: true, rows: 0, complete: false, missing_from: 1 });
  await world.fill(LOG, 10);
  expect(await verify(head)).toMatchObject({ ok: true, complete: false });
});

test("a head of an empty log asks for nothing", async () => {
  await world.tamper(LOG, `truncate ${LOG}`);
  expect(await verify(await sign())).toMatchObject({ ok: true, complete: true, signed_head: { seq: 0 } });
});

test("a broken chain is said together with what is complete", async () => {
  const head = await sign();
  await world.tamper(LOG, `update ${LOG} set actor_id = 'x' where seq = 4`);
  expect(await verify(head)).toMatchObject({ ok: false, broken_seq: 4, complete: true });
});

test("a head that was signed under an earlier master key counts while that key is known", async () => {
  const head = await sign();
  const environment = env();
  const { ENCRYPTION_MASTER_KEY: earlier } = environment;
  try {
    environment.ENCRYPTION_MASTER_KEY = "e".repeat(64);
    await expect(verify(head)).rejects.toMatchObject({ kind: "impossible", code: "signed_head.unknown_key" });
    environment.ENCRYPTION_MASTER_KEY_PREVIOUS = ["d".repeat(64), earlier];
    expect(await verify(head)).toMatchObject({ complete: true });
  } finally {
    environment.ENCRYPTION_MASTER_KEY = earlier;
    delete environment.ENCRYPTION_MASTER_KEY_PREVIOUS;
  }
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Heads that nobody of ours signed, or that somebody changed; each from a real one. */
async function forgeries(): Promise<Record<string, string>> {
  const head = await sign();
  const [header = "", payload = "", signature = ""] = head.split(".");
  const said = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  const { kid, jwk, publicKey } = await currentSigningKey();
  const own = await generateKeyPair("EdDSA");
  const bytes = new TextEncoder().encode(JSON.stringify({ ...said, seq: 3 }));
  const hmacWithThePublicKey = await new CompactSign(bytes)
    .setProtectedHeader({ alg: "HS256", kid })
    .sign(publicKey.export({ format: "der", type: "spki" }));
  return {
    "signed_head.forged:another number": [header, encode({ ...said, seq: 3 }), signature].join("."),
    "signed_head.forged:no signature": [header, payload, ""].join("."),
    "signed_head.forged:alg none": [encode({ alg: "none", kid }), payload, ""].join("."),
    "signed_head.forged:another key under our name": await new CompactSign(bytes)
      .setProtectedHeader({ alg: "EdDSA", kid, jwk })
      .sign(own.privateKey),
    "signed_head.forged:our public key as a shared secret": hmacWithThePublicKey,
    "signed_head.unknown_key:brings its own key": await new CompactSign(bytes)
      .setProtectedHeader({ alg: "EdDSA", kid: "mine", jwk })
      .sign(own.privateKey),
    "signed_head.unreadable:no head": "no head at all",
    "signed_head.unreadable:half a head": head.slice(5, 40),
  };
}

test("a forged head is refused with a sentence, and nothing is recorded", async () => {
  for (const [what, head] of Object.entries(await forgeries())) {
    await expect(verify(head), what).rejects.toMatchObject({
      kind: "impossible",
      code: what.split(":")[0],
      message: expect.stringMatching(/^(This|The) .{20,}\.$/),
    });
  }
  expect(await world.lines("audit_log.verified")).toEqual([]);
});

test("the other log's head is refused", async () => {
  const { jws } = await signHead(world.operator, "login_audit");
  await expect(verify(jws)).rejects.toMatchObject({ kind: "impossible", code: "signed_head.other_log" });
});

test("only a super admin asks", async () => {
  const asking = verifyAgainstHead(world.impostor, { log: LOG, head: await sign() });
  await expect(asking).rejects.toMatchObject({ code: "admin.forbidden" });
});
