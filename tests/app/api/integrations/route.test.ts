import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { GET as listRoute } from "@/app/api/projects/[projectId]/integrations/route";
import { DELETE, GET, PUT } from "@/app/api/projects/[projectId]/integrations/[provider]/route";
import type { RouteHandler } from "@/lib/http/route";
import type { UserCtx } from "@/lib/platform/ctx";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld({ PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex") });
  company = await world.company();
});
beforeEach(() => signIn(company.founder.user));
afterAll(() => world.close());

function signIn(user: UserCtx["user"] | null): void {
  session.claims = user && { sub: user.userId, email: user.email };
}

type Asked = { provider?: string; projectId?: string; method?: string; body?: unknown };

async function call(route: RouteHandler, asked: Asked = {}): Promise<{ status: number; body: unknown }> {
  const { provider = "github", projectId = company.projectId, method = "GET", body } = asked;
  const request = new Request("http://localhost/x", {
    method,
    headers: { "sec-fetch-site": "same-origin", ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await route(request, { params: Promise.resolve({ projectId, provider }) });
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}
const put = (body: unknown, provider?: string): ReturnType<typeof call> => call(PUT, { method: "PUT", body, provider });

test("connected, shown, listed, switched off and removed", async () => {
  const saved = await put({ config: { token: "0123456789abcdefWXYZ" } });
  expect(saved).toMatchObject({ status: 200, body: { enabled: true, masked: { preview: "•••WXYZ" } } });
  expect(await call(GET)).toEqual(saved);
  expect(await call(listRoute)).toMatchObject({ status: 200, body: { data: [saved.body], next_cursor: null } });
  expect(await put({ enabled: false })).toMatchObject({ status: 200, body: { enabled: false } });
  expect(await call(DELETE, { method: "DELETE" })).toEqual({ status: 204, body: null });
  expect(await call(GET)).toMatchObject({ status: 404, body: { code: "integration.not_found" } });
  expect(await call(DELETE, { method: "DELETE" })).toMatchObject({ status: 404 });
});

test.each([
  [
    "an unknown provider",
    { config: { token: "x" } },
    "myspace",
    "provider must be one of resend, meta, github, vercel",
  ],
  ["a missing secret", { config: {} }, "github", "config.token is required"],
  ["a typo", { config: { token: "x", ower: "y" } }, "github", "ower"],
  ["no object", { config: "x" }, "github", "config"],
])("%s is 400 with a sentence that names it", async (_what, body, provider, error) => {
  const answer = await put(body, provider);
  expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(error) } });
});

test("refuses an anonymous caller, a stranger and an unknown company", async () => {
  const wanted = { method: "PUT", body: { config: { token: "x" } } };
  signIn(null);
  expect(await call(PUT, wanted)).toMatchObject({ status: 401 });
  signIn(world.user().user);
  for (const projectId of [company.projectId, randomUUID()]) {
    for (const [route, method] of [
      [GET, "GET"],
      [PUT, "PUT"],
      [DELETE, "DELETE"],
      [listRoute, "GET"],
    ] as const) {
      const body = method === "PUT" ? wanted.body : undefined;
      expect(await call(route, { projectId, method, body })).toMatchObject({
        status: 403,
        body: { code: "workspace.forbidden" },
      });
    }
  }
});
