import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeRoute, namedWorkspace, type Door, type RouteOptions, type Schemas } from "@/lib/http/route";
import type { SystemCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

const A = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const B = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  process.env.LOG_LEVEL = "silent";
});

const open: Door<SystemCtx, SystemCtx> = {
  who: "anybody",
  identify: async (_request, system) => system,
  enter: async (system) => system,
};

async function call<const S extends Schemas>(
  options: RouteOptions<SystemCtx, S>,
  init: RequestInit & { path?: string; params?: Record<string, string> } = {},
  door: Door<SystemCtx, SystemCtx> = open,
): Promise<Response> {
  const { path = "/api/x", params = {}, ...rest } = init;
  const request = new Request(`http://localhost${path}`, rest);
  return makeRoute(door, options)(request, { params: Promise.resolve(params) });
}

const json = (body: unknown): RequestInit => ({
  method: "POST",
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

test("params, query and body reach the verb parsed; what it returns is the answer", async () => {
  const response = await call(
    {
      input: {
        params: z.object({ id: z.uuid() }),
        query: z.object({ limit: z.coerce.number() }),
        body: z.object({ name: z.string().trim() }),
      },
      status: 201,
      handler: async (_ctx, input) => input,
    },
    { ...json({ name: " Ada ", more: 1 }), path: "/api/x?limit=3", params: { id: A } },
  );
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ params: { id: A }, query: { limit: 3 }, body: { name: "Ada" } });
});

test("204 has no body, and a Response passes as it is", async () => {
  const empty = await call({ input: {}, status: 204, handler: async () => ({ ignored: true }) });
  expect([empty.status, await empty.text()]).toEqual([204, ""]);
  const own = await call({ input: {}, handler: async () => new Response("hi", { status: 207 }) });
  expect([own.status, await own.text()]).toEqual([207, "hi"]);
});

test("every answer carries its request id: the caller's if it is a plain one, else a new one", async () => {
  const failing = { input: {}, handler: () => Promise.reject(new AppError("not_found", "Not here.")) };
  const given = await call(failing, { headers: { "x-request-id": "n8n.execution-42" } });
  expect(given.headers.get("x-request-id")).toBe("n8n.execution-42");
  expect(await given.json()).toEqual({ error: "Not here.", code: "not_found", request_id: "n8n.execution-42" });
  for (const id of ["a b", "x".repeat(65), "<script>", ""]) {
    const response = await call({ input: {}, handler: async () => ({}) }, { headers: { "x-request-id": id } });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("a refused caller is told before the body is read", async () => {
  const closed: Door<SystemCtx, SystemCtx> = {
    who: "anybody",
    identify: () => Promise.reject(new AppError("unauthenticated", "Sign in first.", { code: "session.missing" })),
    enter: async (system) => system,
  };
  const request: RequestInit = { method: "POST", body: "no json", headers: { "content-type": "text/plain" } };
  const response = await call({ input: { body: z.object({}) }, handler: async () => ({}) }, request, closed);
  expect(response.status).toBe(401);
});

test.each([
  [415, "text/plain", "{}"],
  [400, "application/json", "{"],
  [400, "application/json", '{"name":1}'],
])("%i for %s %s, and the verb never runs", async (status, type, body) => {
  let ran = false;
  const response = await call(
    {
      input: { body: z.object({ name: z.string() }) },
      handler: async () => {
        ran = true;
      },
    },
    { method: "POST", body, headers: { "content-type": type } },
  );
  expect([response.status, ran]).toEqual([status, false]);
});

test("an unexpected error is a 500 without internals", async () => {
  const response = await call({ input: {}, handler: () => Promise.reject(new TypeError("x.y is undefined")) });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("undefined");
});

test("the database being down is 503 with retry-after", async () => {
  const response = await call({
    input: {},
    handler: async ({ db }) => db.selectFrom("workspaces").select("id").execute(),
  });
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("2");
});

test("the workspace is named by path, then query, then body, then header", () => {
  const request = new Request("http://localhost/", { headers: { "x-workspace-id": B } });
  const raw = { params: {}, query: {}, body: undefined };
  expect(namedWorkspace({ ...raw, params: { workspaceId: A }, query: { workspace_id: B } }, request)).toBe(A);
  expect(namedWorkspace({ ...raw, query: { workspace_id: A }, body: { workspace_id: B } }, request)).toBe(A);
  expect(namedWorkspace({ ...raw, body: { workspace_id: A } }, request)).toBe(A);
  expect(namedWorkspace({ ...raw, body: [{ workspace_id: A }] }, request)).toBe(A);
  expect(namedWorkspace(raw, request)).toBe(B);
  expect(namedWorkspace({ ...raw, body: { workspace_id: A.toUpperCase() } }, request)).toBe(A);
});

test.each([
  [undefined, "workspace_id is required"],
  [null, "workspace_id is required"],
  [{ workspace_id: "" }, "workspace_id is required"],
  [{ workspace_id: "1" }, "workspace_id must be a uuid"],
  [{ workspace_id: [A] }, "workspace_id must be a uuid"],
  [{ workspace_id: { $ne: null } }, "workspace_id must be a uuid"],
])("a body %j without header is 400", (body, message) => {
  const name = (): string => namedWorkspace({ params: {}, query: {}, body }, new Request("http://localhost/"));
  expect(name).toThrow(expect.objectContaining({ kind: "invalid", message }));
});

test("a NUL or half a character in the address is refused like one in the body", async () => {
  const listing = { input: { query: z.object({ name: z.string() }) }, handler: async () => ({}) };
  for (const path of ["/api/x?name=%00", "/api/x?name=a&a%00=1"]) {
    const response = await call(listing, { path });
    expect([response.status, await response.json()]).toMatchObject([400, { code: "body.invalid" }]);
  }
  const named = { input: { params: z.object({ id: z.string() }) }, handler: async () => ({}) };
  expect((await call(named, { params: { id: "a\0" } })).status).toBe(400);
});
