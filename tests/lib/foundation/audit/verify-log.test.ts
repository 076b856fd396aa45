import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyLog } from "@/lib/foundation/audit/verify-log";
import { createAuditWorld, type AuditWorld } from "./audit-world";

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
});
afterAll(() => world.close());

// Every way to break a chain, and long ones: tests/supabase/audit-log.test.ts.
test("each log is verified by itself", async () => {
  await world.fill("governance_audit_log", 4);
  await world.fill("login_audit", 2);
  await world.tamper("login_audit", "update login_audit set ip_address = '203.0.113.9' where seq = 1");
  expect(await verifyLog(world.operator, "governance_audit_log")).toMatchObject({
    ok: true,
    rows: 4,
    broken_seq: null,
  });
  expect(await verifyLog(world.operator, "login_audit")).toMatchObject({
    ok: false,
    rows: 2,
    head: { seq: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    broken_seq: 1,
  });
});

test("while lines are being written it says what it saw", async () => {
  const [verified] = await Promise.all([
    verifyLog(world.operator, "governance_audit_log"),
    world.fill("governance_audit_log", 500),
  ]);
  expect(verified).toMatchObject({ ok: true, broken_seq: null });
  expect(verified.rows).toBe(verified.head?.seq);
});

test("only a super admin asks", async () => {
  await expect(verifyLog(world.impostor, "login_audit")).rejects.toMatchObject({ code: "admin.forbidden" });
});
