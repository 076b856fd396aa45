import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetAccess } from "@/lib/foundation/access/access-cache";
import { z } from "zod";
import { gatewayRoute, webhookTokenRoute } from "@/lib/http/webhook-token-route";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let company: Company;
let token: string;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
});
afterAll(() => world.close());

const POST = webhookTokenRoute({
  input: { body: z.unknown() },
  handler: async (ctx) => ({ workspace: ctx.workspaceId, actor: ctx.actor.type }),
});

type Answer = { status: number; body: Record<string, unknown> };

async function post(headers: Record<string, string>, body: unknown, route = POST): Promise<Answer> {
  const request = new Request("http://localhost/api/events", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const response = await route(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const mine = (): { workspace_id: string } => ({ workspace_id: company.workspaceId });
const WRONG = { status: 401, body: { code: "webhook_token.invalid" } };

test("the workspace's token enters that workspace, as header or bearer, and its use is remembered", async () => {
  const expected = { status: 200, body: { workspace: company.workspaceId, actor: "webhook" } };
  expect(await post({ "x-webhook-token": token }, mine())).toMatchObject(expected);
  expect(await post({ authorization: `Bearer ${token}` }, mine())).toMatchObject(expected);
  const { rows } = await world.admin.query(
    "select last_used_at from workspace_webhook_tokens where workspace_id = $1 and last_used_at is not null",
    [company.workspaceId],
  );
  expect(rows).toHaveLength(1);
});

test("no token, a wrong one, one in other case, and the stored hash are 401", async () => {
  const { rows } = await world.admin.query<{ token_hash: string }>("select token_hash from workspace_webhook_tokens");
  expect(await post({}, mine())).toMatchObject(WRONG);
  for (const wrong of ["x", "0".repeat(64), token.toUpperCase(), `${token}0`, ...rows.map((row) => row.token_hash)]) {
    expect(await post({ "x-webhook-token": wrong }, mine())).toMatchObject(WRONG);
  }
});

test("another workspace's token is 401, and says nothing about whether the workspace exists", async () => {
  const other = await world.company();
  const answers = await Promise.all(
    [other.workspaceId, randomUUID()].map((id) => post({ "x-webhook-token": token }, { workspace_id: id })),
  );
  for (const answer of answers) expect(answer).toMatchObject(WRONG);
  const [one, two] = answers.map(({ body }) => body.error);
  expect(one).toBe(two);
});

test("an array with one foreign item is refused whole; an item that names none is 400", async () => {
  const other = await world.company();
  const headers = { "x-webhook-token": token };
  expect(await post(headers, [mine(), { workspace_id: other.workspaceId }])).toMatchObject(WRONG);
  expect(await post(headers, [mine(), {}])).toMatchObject({ status: 400, body: { error: "workspace_id is required" } });
  expect(await post(headers, {})).toMatchObject({ status: 400, body: { field: "workspace_id" } });
  expect(await post(headers, [])).toMatchObject({ status: 400 });
});

test("rotated with overlap both work, after it only the new one; rotated without, the old one ends at once", async () => {
  const { token: second } = await rotateWebhookToken(company.owner, { overlap_hours: 1 });
  for (const valid of [token, second]) {
    expect((await post({ "x-webhook-token": valid }, mine())).status).toBe(200);
  }
  await world.admin.query(
    "update workspace_webhook_tokens set expires_at = now() - interval '1 second' where workspace_id = $1 and expires_at is not null",
    [company.workspaceId],
  );
  // Done behind the application's back: hearing of it is tested with the cache.
  forgetAccess();
  expect(await post({ "x-webhook-token": token }, mine())).toMatchObject(WRONG);
  const { token: third } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  expect(await post({ "x-webhook-token": second }, mine())).toMatchObject(WRONG);
  expect((await post({ "x-webhook-token": third }, mine())).status).toBe(200);
});

test("a frozen workspace is 403, with a valid token and with one the freeze revoked; a rotated one stays 401", async () => {
  const { token: current } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  forgetAccess();
  const frozen = {
    status: 403,
    body: { error: "Workspace is frozen — events rejected", code: "workspace.frozen" },
  };
  expect(await post({ "x-webhook-token": current }, mine())).toMatchObject(frozen);
  await world.admin.query(
    "update workspace_webhook_tokens set revoked_at = now(), revoked_reason = 'frozen' where workspace_id = $1 and revoked_at is null",
    [company.workspaceId],
  );
  expect(await post({ "x-webhook-token": current }, mine())).toMatchObject(frozen);
  expect(await post({ "x-webhook-token": token }, mine())).toMatchObject(WRONG);
});

test("for a fixed wire format the token alone names the workspace", async () => {
  const gateway = gatewayRoute({ input: { body: z.unknown() }, handler: async ({ workspaceId }) => ({ workspaceId }) });
  expect(await post({ authorization: `bearer ${token}` }, { model: "m" }, gateway)).toEqual({
    status: 200,
    body: { workspaceId: company.workspaceId },
  });
  expect(await post({ authorization: "Bearer nope" }, { model: "m" }, gateway)).toMatchObject(WRONG);
});

test("in a batch it is said which one names no workspace, or another one", async () => {
  const headers = { "x-webhook-token": token };
  const unnamed = { status: 400, body: { error: "workspace_id is required", code: "workspace_id.missing", index: 1 } };
  expect(await post(headers, [mine(), {}])).toMatchObject(unnamed);
  expect(await post(headers, [mine(), null])).toMatchObject(unnamed);
  expect(await post(headers, [mine(), mine(), { workspace_id: randomUUID() }])).toMatchObject({
    ...WRONG,
    body: { index: 2 },
  });
  expect((await post(headers, {})).body).not.toHaveProperty("index");
});

test("a request without a token is told both ways to send it", async () => {
  const { status, body } = await post({}, mine());
  expect(status).toBe(401);
  expect(body.error).toMatch(/x-webhook-token.*authorization: Bearer/);
});
