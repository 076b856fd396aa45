import { afterAll, beforeAll, expect, test } from "vitest";
import { recordLogin } from "@/lib/foundation/audit/record-login";
import type { Login } from "@/lib/foundation/audit/schemas";
import { createAuditWorld, type AuditWorld } from "./audit-world";

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
});
afterAll(() => world.close());

const login = (over: Partial<Login> = {}): Login => ({
  event: "signed_in",
  userId: "user_ada",
  email: "ada@example.com",
  address: "203.0.113.7",
  userAgent: "Firefox/150",
  occurredAt: "2026-11-21T12:00:00.000Z",
  deliveryId: null,
  metadata: { session_id: "sess_1" },
  ...over,
});
const rows = async (userId: string) =>
  (await world.admin.query("select * from login_audit where user_id = $1 order by seq", [userId])).rows;

test("records person, action, time, address and device", async () => {
  await recordLogin(world.system(), login());
  expect(await rows("user_ada")).toMatchObject([
    {
      email: "ada@example.com",
      event_type: "signed_in",
      ip_address: "203.0.113.7",
      user_agent: "Firefox/150",
      metadata: { session_id: "sess_1" },
      occurred_at: new Date("2026-11-21T12:00:00.000Z"),
    },
  ]);
});

test("an address that was not said is looked up among the members", async () => {
  const { founder } = await world.company();
  await recordLogin(world.system(), login({ userId: founder.user.userId, email: null }));
  await recordLogin(world.system(), login({ userId: "user_nobody", email: null }));
  expect(await rows(founder.user.userId)).toMatchObject([{ email: founder.user.email }]);
  expect(await rows("user_nobody")).toMatchObject([{ email: null }]);
});

test("one delivery is one line, also when twenty arrive at once", async () => {
  const again = login({ userId: "user_twice", deliveryId: "msg_1" });
  await Promise.all(Array.from({ length: 20 }, () => recordLogin(world.system(), again)));
  await recordLogin(world.system(), again);
  expect(await rows("user_twice")).toHaveLength(1);
  await recordLogin(world.system(), { ...again, deliveryId: "msg_2" });
  expect(await rows("user_twice")).toHaveLength(2);
});

test("texts that cannot be stored as they are, are stored as far as they can be", async () => {
  const userAgent = `\0${"x".repeat(998)}😀`;
  await recordLogin(
    world.system(),
    login({ userId: "user_odd", userAgent, address: "\0", metadata: { city: "A\0b\ud800" } }),
  );
  const [row] = await rows("user_odd");
  expect(row.user_agent).toBe(`${"x".repeat(998)}😀`);
  expect(row).toMatchObject({ ip_address: null, metadata: { city: "Ab\ufffd" } });
  await recordLogin(world.system(), login({ userId: "user_odd", userAgent: `${"x".repeat(999)}😀` }));
  expect((await rows("user_odd"))[1].user_agent).toBe(`${"x".repeat(999)}\ufffd`);
});

test("throws when the line cannot be recorded", async () => {
  await world.admin.query("alter table login_audit rename to login_audit_away");
  await expect(recordLogin(world.system(), login())).rejects.toThrow();
  await world.admin.query("alter table login_audit_away rename to login_audit");
});
