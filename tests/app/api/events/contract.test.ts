import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { traces } from "../../../lib/metering/events/event-factory";
import { ask, WAYS_IN, type Doors } from "../../../support/ingest-doors";
import { INGEST_CASES, type Sender } from "../../../support/ingest-cases";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const rowsOf = async (company: Company): Promise<object> => {
  const { rows } = await world.admin.query<{ costs: number }>(
    "select count(*)::int as costs from llm_usage where workspace_id = $1",
    [company.workspaceId],
  );
  return { ...rows[0], ...(await traces(world, company)) };
};

describe.each(WAYS_IN)("through %s", (_way, open) => {
  let company: Company;
  let sender: Sender;
  let doors: Doors;
  beforeAll(async () => {
    company = await world.company();
    const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
    sender = { workspaceId: company.workspaceId, token };
    doors = await open();
  });
  afterAll(() => doors.close());

  test.each(INGEST_CASES)("$path: $name", async (one) => {
    const before = await rowsOf(company);
    const { status, body, headers } = await ask(doors, one, sender);
    expect({ status, ...body }).toMatchObject({
      status: one.status,
      ...one.answer,
      ...(one.code && { code: one.code }),
    });
    expect(headers).toMatchObject({ "cache-control": "no-store", "x-request-id": expect.any(String) });
    if (one.status === 200) return;
    expect(body).toEqual(expect.objectContaining({ error: expect.stringContaining(one.says ?? "") }));
    expect(body.request_id).toBe(headers["x-request-id"]);
    expect(await rowsOf(company)).toEqual(before);
  });

  test("nothing has reached a prototype", () => {
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test("one person has one contact, whatever the spelling of their address", async () => {
    const sent = ["jörg@bücher.example", "JÖRG@BÜCHER.EXAMPLE", "jo\u0308rg@xn--bcher-kva.example"].map(
      (contact_email, index) => ({
        workspace_id: sender.workspaceId,
        contact_email,
        event_type: "opened",
        idempotency_key: `spelling-${index}`,
      }),
    );
    const response = await doors.call({
      path: "/api/events",
      headers: { "x-webhook-token": sender.token },
      body: JSON.stringify(sent),
    });
    expect(await response.json()).toMatchObject({ accepted: 3 });
    const { rows } = await world.admin.query("select email from contacts where workspace_id = $1 and email like 'j%'", [
      company.workspaceId,
    ]);
    expect(rows).toEqual([{ email: "jörg@xn--bcher-kva.example" }]);
  });
});
