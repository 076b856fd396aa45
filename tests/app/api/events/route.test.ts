import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, traces } from "../../../lib/metering/events/event-factory";
import { WAYS_IN, type Doors } from "../../../support/ingest-doors";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

describe.each(WAYS_IN)("through %s", (_way, open) => {
  let company: Company;
  let token: string;
  let doors: Doors;
  beforeAll(async () => {
    company = await world.company();
    ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
    doors = await open();
  });
  afterAll(() => doors.close());

  async function post(body: unknown, headers: Record<string, string> = { "x-webhook-token": token }) {
    const response = await doors.call({
      path: "/api/events",
      headers,
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const event = (more: object = {}) => ({ workspace_id: company.workspaceId, ...anEvent(), ...more });

  test("one event is stored, the same again is answered with the same id", async () => {
    const sent = event();
    const first = await post(sent);
    expect(first).toEqual({ status: 200, body: { ok: true, event_id: expect.any(String), deduped: false } });
    expect(await post(sent)).toEqual({ status: 200, body: { ...first.body, deduped: true } });
  });

  test("a bad row of a batch is rejected alone", async () => {
    const good = event();
    const { status, body } = await post([
      good,
      event({ event_type: "exploded" }),
      good,
      event({ campaign_id: "00000000-0000-4000-8000-000000000000" }),
      event({ step: 11 }),
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true, accepted: 1, deduped: 1 });
    expect(body.rejected).toEqual([
      { index: 1, code: "event.invalid", error: expect.stringContaining("event_type must be one of sent") },
      { index: 3, code: "campaign.not_found", error: expect.stringContaining("campaign_id") },
      { index: 4, code: "event.invalid", error: "step must be from 1 to 10" },
    ]);
  });

  const deep = (depth: number): object => (depth === 0 ? {} : { a: deep(depth - 1) });
  test.each([
    ["a NUL", { body: "a\0b" }],
    ["half a character", { subject: "\ud83d" }],
    ["a text of half a character in its metadata", { metadata: { "\udc00": 1 } }],
    ["metadata 40 levels deep", { metadata: deep(40) }],
  ])(
    "an event with %s, which cannot be stored, is rejected by its index and the others are stored",
    async (_what, more) => {
      const { status, body } = await post([event(), event(more), event()]);
      expect(status).toBe(200);
      expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 1, code: "event.invalid" }] });
    },
  );

  test("a thousand go in at once, a thousand and one do not", async () => {
    const before = await traces(world, company);
    const slim = (_: unknown, index: number) => ({
      workspace_id: company.workspaceId,
      contact_email: `p${index}@example.com`,
      event_type: "sent",
      idempotency_key: `bulk-${index}`,
    });
    expect((await post(Array.from({ length: 1000 }, slim))).body).toMatchObject({
      accepted: 1000,
      deduped: 0,
      rejected: [],
    });
    expect(await traces(world, company)).toMatchObject({ events: (before.events ?? 0) + 1000 });
    expect(await post(Array.from({ length: 1001 }, slim))).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining("1,000") },
    });
  });

  test.each([
    ["no workspace", { workspace_id: undefined }, 400, "workspace_id is required"],
    ["no address", { contact_email: undefined }, 400, "contact_email is required"],
    ["no key", { idempotency_key: undefined }, 400, "idempotency_key is required"],
    [
      "a key that is too long",
      { idempotency_key: "k".repeat(201) },
      400,
      "idempotency_key may have at most 200 characters",
    ],
    ["no address at all", { contact_email: "nobody" }, 400, "contact_email must be an email address"],
    ["a time nobody meant", { event_ts: "0001-01-01T00:00:00Z" }, 400, "event_ts lies before the year 2000"],
    ["the far future", { event_ts: "9999-12-31T23:59:59Z" }, 400, "event_ts lies more than a day in the future"],
    ["a NUL", { subject: "a\0b" }, 400, expect.stringContaining("NUL")],
    [
      "a foreign workspace",
      { workspace_id: "00000000-0000-4000-8000-000000000000" },
      401,
      expect.stringContaining("another workspace"),
    ],
    [
      "an unknown campaign",
      { campaign_id: "00000000-0000-4000-8000-000000000000" },
      404,
      expect.stringContaining("no such campaign"),
    ],
  ])("%s is refused", async (_name, more, status, error) => {
    const before = await traces(world, company);
    expect(await post(event(more))).toMatchObject({ status, body: { error } });
    expect(await traces(world, company)).toEqual(before);
  });

  test("the same key with another body is answered with what is stored, and changes nothing", async () => {
    const sent = event({ subject: "first" });
    const first = await post(sent);
    const before = await traces(world, company);
    const again = await post({ ...sent, contact_email: "eve@example.com", event_type: "opt_out", subject: "second" });
    expect(again).toEqual({ status: 200, body: { ...first.body, deduped: true } });
    const { rows } = await world.admin.query("select subject, event_type from email_events where id = $1", [
      first.body.event_id,
    ]);
    expect(rows).toEqual([{ subject: "first", event_type: "sent" }]);
    expect(await traces(world, company)).toMatchObject({
      events: before.events,
      suppressions: before.suppressions,
      counted: before.counted,
    });
  });

  test("100 identical at once are one row, and every answer names it", async () => {
    const before = await traces(world, company);
    const sent = event();
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(sent)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(answers.map(({ body }) => body.event_id)).size).toBe(1);
    expect(answers.filter(({ body }) => !body.deduped)).toHaveLength(1);
    expect((await traces(world, company)).events).toBe((before.events ?? 0) + 1);
  });

  test("batches that share keys in opposite order all end, while single events share them too", async () => {
    const before = await traces(world, company);
    const events = Array.from({ length: 200 }, (_, index) => event({ contact_email: `p${index % 20}@example.com` }));
    const answers = await Promise.all([
      ...[events, events.toReversed(), events, events.toReversed()].map((batch) => post(batch)),
      ...events.slice(50, 100).map((one) => post(one)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const after = await traces(world, company);
    expect(after).toMatchObject({ events: (before.events ?? 0) + 200, counted: (before.counted ?? 0) + 200 });
  });

  test("a wrong token is 401, a frozen workspace 403", async () => {
    expect(await post(event(), { "x-webhook-token": "wrong" })).toMatchObject({ status: 401 });
    expect(await post(event(), {})).toMatchObject({ status: 401 });
    await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
    expect(await post(event())).toMatchObject({
      status: 403,
      body: { code: "workspace.frozen", error: "Workspace is frozen — events rejected" },
    });
    await world.admin.query("update workspaces set status = 'active' where id = $1", [company.workspaceId]);
  });
});
