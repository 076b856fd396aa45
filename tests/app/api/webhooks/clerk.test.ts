import { randomBytes } from "node:crypto";
import { Webhook } from "svix";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/clerk/route";
import { env } from "@/lib/platform/env";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

const secret = `whsec_${randomBytes(24).toString("base64")}`;
let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ CLERK_WEBHOOK_SIGNING_SECRET: secret });
});
beforeEach(async () => {
  await world.admin.query("alter table login_audit disable trigger user");
  await world.admin.query("truncate login_audit");
  await world.admin.query("alter table login_audit enable always trigger login_audit_chain");
});
afterAll(() => world.close());

let deliveries = 0;
type Delivery = { id?: string; at?: Date; key?: string; headers?: Record<string, string> };

/** A message as Svix sends it, signed by its own library. */
async function send(
  message: unknown,
  { id = `msg_${++deliveries}`, at = new Date(), key = secret, headers }: Delivery = {},
) {
  const body = typeof message === "string" ? message : JSON.stringify(message);
  const response = await POST(
    new Request("http://localhost/api/webhooks/clerk", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "svix-id": id,
        "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
        "svix-signature": new Webhook(key).sign(id, at, body),
        ...headers,
      },
      body,
    }),
    { params: Promise.resolve({}) },
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const rows = async () => (await world.admin.query("select * from login_audit order by seq")).rows;

// After the examples of clerk.com/docs/guides/development/webhooks/overview and the types of @clerk/backend.
const http_request = { client_ip: "203.0.113.7", user_agent: "Mozilla/5.0 Firefox/150" };
const about = {
  object: "event",
  instance_id: "ins_1",
  timestamp: 1_795_312_000_123,
  event_attributes: { http_request },
};
const user = {
  id: "user_2ada",
  object: "user",
  username: null,
  primary_email_address_id: "idn_2",
  email_addresses: [
    { id: "idn_1", object: "email_address", email_address: "old@example.com", verification: null, linked_to: [] },
    { id: "idn_2", object: "email_address", email_address: "Ada@example.com", verification: null, linked_to: [] },
  ],
  password_enabled: true,
};
const session = {
  object: "session",
  id: "sess_2x",
  client_id: "client_2y",
  user_id: "user_2ada",
  status: "active",
  created_at: 1_795_312_000_000,
  user,
};
const event = (type: string, data: unknown) => ({ ...about, type, data });

test.each([
  ["session.created", "signed_in"],
  ["user.signed_in", "signed_in"],
  ["session.ended", "session_ended"],
  ["session.removed", "session_ended"],
  ["session.revoked", "session_revoked"],
])("%s is %s, with address and device", async (type, expected) => {
  expect(await send(event(type, session), { id: "msg_known" })).toEqual({ status: 200, body: { received: true } });
  expect(await rows()).toMatchObject([
    {
      event_type: expected,
      user_id: "user_2ada",
      email: "ada@example.com",
      ip_address: "203.0.113.7",
      user_agent: "Mozilla/5.0 Firefox/150",
      occurred_at: new Date(1_795_312_000_123),
      delivery_id: "msg_known",
      metadata: { session_id: "sess_2x", client_id: "client_2y", instance_id: "ins_1", clerk_type: type },
    },
  ]);
});

test.each([
  ["user.created", "created", user, "ada@example.com"],
  ["user.updated", "updated", user, "ada@example.com"],
  ["user.signed_in", "signed_in", user, "ada@example.com"],
  ["user.deleted", "deleted", { id: "user_2ada", object: "user", deleted: true }, null],
])("%s is %s", async (type, expected, data, email) => {
  expect((await send(event(type, data))).status).toBe(200);
  expect(await rows()).toMatchObject([{ event_type: expected, user_id: "user_2ada", email }]);
});

test("a session without its person is told by the members' addresses, and by what it did last", async () => {
  const { founder } = await world.company();
  const latest_activity = { id: "a", is_mobile: true, device_type: "iPhone", city: "Oslo", ip_address: "2001:db8::7" };
  const data = { ...session, user: null, user_id: founder.user.userId, latest_activity };
  await send({ ...event("session.created", data), event_attributes: undefined });
  expect(await rows()).toMatchObject([
    {
      email: founder.user.email,
      ip_address: "2001:db8::7",
      user_agent: null,
      metadata: { device_type: "iPhone", city: "Oslo" },
    },
  ]);
});

test.each(["organization.created", "email.created", "session.pending", "toString", "__proto__"])(
  "%s concerns nobody's signing in: 200 and nothing stored",
  async (type) => {
    expect((await send(event(type, { id: "x" }))).status).toBe(200);
    expect(await rows()).toEqual([]);
  },
);

const SIX_MINUTES = 6 * 60_000;
const other = `whsec_${randomBytes(24).toString("base64")}`;
test.each<[string, Delivery]>([
  ["made with another secret", { key: other }],
  ["of another message", { headers: { "svix-id": "msg_other" } }],
  ["of another time", { headers: { "svix-timestamp": String(Math.floor(Date.now() / 1000) - 10) } }],
  ["six minutes old", { at: new Date(Date.now() - SIX_MINUTES) }],
  ["six minutes ahead", { at: new Date(Date.now() + SIX_MINUTES) }],
  ["missing", { headers: { "svix-signature": "" } }],
  ["of no kind we know", { headers: { "svix-signature": "v0,abc" } }],
  ["without a time", { headers: { "svix-timestamp": "" } }],
  ["with a time that is none", { headers: { "svix-timestamp": "now" } }],
  ["without an id", { headers: { "svix-id": "" } }],
])("a signature %s is 401 and nothing is stored", async (_what, delivery) => {
  const { status, body } = await send(event("session.created", session), delivery);
  expect(status).toBe(401);
  expect(body).toMatchObject({ code: "signature.invalid", error: expect.stringContaining("signature") });
  expect(await rows()).toEqual([]);
});

test("a body that was changed on its way is 401", async () => {
  const at = new Date();
  const signature = new Webhook(secret).sign("msg_c", at, JSON.stringify(event("session.created", session)));
  const changed = event("session.created", { ...session, user_id: "user_mallory" });
  expect((await send(changed, { id: "msg_c", at, headers: { "svix-signature": signature } })).status).toBe(401);
  expect(await rows()).toEqual([]);
});

test("a delivery that comes again, as Svix repeats it for days with a new signature, is 200 and stored once", async () => {
  const message = event("session.created", session);
  const first = await send(message, { id: "msg_again", at: new Date(Date.now() - 4 * 60_000) });
  const again = await Promise.all(Array.from({ length: 20 }, () => send(message, { id: "msg_again" })));
  expect([first, ...again].map(({ status }) => status)).toEqual(Array.from({ length: 21 }, () => 200));
  expect(await rows()).toHaveLength(1);
});

test("twenty at once are stored once", async () => {
  const message = event("session.created", session);
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(message, { id: "msg_at_once" })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await rows()).toHaveLength(1);
});

test.each<[string, unknown]>([
  ["no JSON", "not json"],
  ["no object", "[]"],
  ["no type", { data: session }],
  ["a session of nobody", event("session.created", { ...session, user_id: undefined })],
  ["a person whose id is none", event("user.created", { ...user, id: "'; drop table login_audit; --" })],
  ["a time beyond all times", { ...event("user.created", user), timestamp: 1e300 }],
])("a signed body that is %s is refused, and nothing is stored", async (_what, message) => {
  const { status } = await send(message);
  expect([400, 401]).toContain(status);
  expect(await rows()).toEqual([]);
});

test("texts no database can hold do not stop the line", async () => {
  const odd = { client_ip: "203.0.113.7\0", user_agent: `\ud800${"x".repeat(5_000)}\0` };
  expect((await send({ ...event("session.created", session), event_attributes: { http_request: odd } })).status).toBe(
    200,
  );
  const [row] = await rows();
  expect(row).toMatchObject({ ip_address: "203.0.113.7" });
  expect(row.user_agent).toHaveLength(1_000);
});

test("without a signing secret there is no such door", async () => {
  const environment = env();
  delete environment.CLERK_WEBHOOK_SIGNING_SECRET;
  const { status, body } = await send(event("session.created", session));
  environment.CLERK_WEBHOOK_SIGNING_SECRET = secret;
  expect({ status, code: body.code }).toEqual({ status: 404, code: "clerk_webhook.off" });
  expect(await rows()).toEqual([]);
});

test("a message that cannot be stored is not acknowledged, so that Svix sends it again", async () => {
  await world.admin.query("alter table login_audit rename to login_audit_away");
  const { status } = await send(event("session.created", session), { id: "msg_later" });
  await world.admin.query("alter table login_audit_away rename to login_audit");
  expect(status).toBeGreaterThanOrEqual(500);
  expect((await send(event("session.created", session), { id: "msg_later" })).status).toBe(200);
  expect(await rows()).toHaveLength(1);
});
