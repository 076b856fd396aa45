import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPTIONS, POST as postAnalytics } from "@/app/api/projects/[projectId]/analytics/events/route";
import { POST as postPayments } from "@/app/api/projects/[projectId]/payments/events/route";
import type { RouteHandler } from "@/lib/http/route";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { listProjectKeys } from "@/lib/foundation/credentials/list-project-keys";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { withoutSessions } from "@/lib/providers/identity/select";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let publishable: string;
let secret: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  const { projectId } = company;
  publishable = (await listProjectKeys(company.owner, { projectId }))[0]?.key ?? "";
  secret = (await rotateProjectKey(company.owner, { projectId, kind: "secret" })).key;
});
afterAll(() => world.close());

async function call(
  route: RouteHandler,
  headers: Record<string, string>,
  body: unknown,
  projectId = company.projectId,
) {
  const request = new Request("http://127.0.0.1/api/projects/x/events", {
    method: "POST",
    headers: { "content-type": "application/json", origin: "https://shop.example", ...headers },
    body: JSON.stringify(body),
  });
  const response = await route(request, { params: Promise.resolve({ projectId }) });
  return { response, status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const view = (): object => ({ event_id: randomUUID(), name: "pageview", url: "https://shop.example/" });
const paid = (): object => ({ event_id: randomUUID(), type: "payment.succeeded", amount_cents: 100, currency: "EUR" });

test("a page of any origin reports with the publishable key, and may read the answer, an error's too", async () => {
  const { status, body, response } = await call(postAnalytics, { "x-project-key": publishable }, view());
  expect([status, body]).toEqual([200, { ok: true, event_id: expect.any(String), deduped: false }]);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-allow-credentials")).toBeNull();
  const refused = await call(postAnalytics, { "x-project-key": "gpk_wrong" }, view());
  expect([refused.status, refused.body.code]).toEqual([401, "project_key.invalid"]);
  expect(refused.response.headers.get("access-control-allow-origin")).toBe("*");
});

test("the browser's question beforehand is answered without any credential", async () => {
  const request = new Request("http://127.0.0.1/", { method: "OPTIONS" });
  const response = await OPTIONS(request, { params: Promise.resolve({ projectId: company.projectId }) });
  expect(response.status).toBe(204);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "content-type, x-project-key",
  });
});

test("payments take the secret key only, and no page of another origin reads the answer", async () => {
  const { status, response } = await call(postPayments, { "x-project-key": secret }, [paid(), paid()]);
  expect(status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect((await call(postPayments, { "x-project-key": publishable }, paid())).status).toBe(401);
  const kpis = await getKpis(company.owner, { projectId: company.projectId });
  expect(kpis.last_7_days).toMatchObject({ succeeded_payments: 2, revenue_cents: 200 });
});

test("an API key of the workspace with the scope reports too; one of another workspace does not", async () => {
  const scopes = ["ingestion.write" as const];
  const { key } = await createKey(company.owner, { name: "Server", scopes, expires_in_days: 1 });
  expect((await call(postPayments, { authorization: `Bearer ${key}` }, paid())).status).toBe(200);
  const { key: foreign } = await createKey(company.stranger, { name: "Other", scopes, expires_in_days: 1 });
  expect((await call(postPayments, { authorization: `Bearer ${foreign}` }, paid())).status).toBe(403);
  const { key: reader } = await createKey(company.owner, {
    name: "Reader",
    scopes: ["metrics.read"],
    expires_in_days: 1,
  });
  expect((await call(postPayments, { authorization: `Bearer ${reader}` }, paid())).body.code).toBe(
    "permission.missing",
  );
});

test("another company's key is a wrong key, a batch of 1,001 is too large", async () => {
  const other = await world.company();
  expect((await call(postAnalytics, { "x-project-key": publishable }, view(), other.projectId)).status).toBe(401);
  const many = Array.from({ length: 1_001 }, view);
  expect((await call(postAnalytics, { "x-project-key": publishable }, many)).status).toBe(400);
});

test("a request without a key is told the name of its header, not only about sessions", async () => {
  withoutSessions();
  for (const route of [postAnalytics, postPayments]) {
    const { status, body } = await call(route, {}, view());
    expect([status, body.code]).toEqual([401, "session.missing"]);
    expect(body.error).toContain("x-project-key");
  }
});

test.each([
  ["analytics", postAnalytics, view, "properties"],
  ["payments", postPayments, paid, "metadata"],
])(
  "one item of %s that cannot be stored is rejected by its index and the others are stored",
  async (_what, route, item, field) => {
    const poison = { ...item(), [field]: { text: "a\0b" } };
    const { status, body } = await call(route, { "x-project-key": secret }, [item(), poison, item()]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 1, code: "event.invalid" }] });
  },
);
