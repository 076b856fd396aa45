import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET } from "@/app/api/leads/route";
import { POST as importRoute } from "@/app/api/leads/import/route";
import { GET as importStatusRoute } from "@/app/api/leads/imports/[importId]/route";
import { POST as previewRoute } from "@/app/api/leads/preview/route";
import { newId } from "@/lib/platform/ids";
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
  world = await createTestWorld();
  company = await world.company();
});
beforeEach(() => signIn(company.founder.user));
afterAll(() => world.close());

function signIn(user: UserCtx["user"] | null): void {
  session.claims = user && { sub: user.userId, email: user.email };
}

type Answer = { status: number; body: Record<string, unknown> };
type Route = typeof GET;

async function call(route: Route, request: Request, params: Record<string, string> = {}): Promise<Answer> {
  const response = await route(request, { params: Promise.resolve(params) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

type Fields = Record<string, string | File>;
const csv = (content: string): File => new File([content], "leads.csv", { type: "text/csv" });

function form(fields: Fields, headers: Record<string, string> = {}): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return new Request("http://127.0.0.1/api/leads/import", {
    method: "POST",
    body,
    // A bearer value: no browser sends it by itself, so no page of ours has to be its origin.
    headers: { authorization: "Bearer session", ...headers },
  });
}

const get = (path: string): Request => new Request(`http://127.0.0.1${path}`);
const list = (query = ""): Promise<Answer> => call(GET, get(`/api/leads?workspace_id=${company.workspaceId}${query}`));
const follow = (importId: string, workspaceId = company.workspaceId): Promise<Answer> =>
  call(importStatusRoute, get(`/api/leads/imports/${importId}?workspace_id=${workspaceId}`), { importId });

test("a file is looked at, imported, followed and listed", async () => {
  const file = (): File => csv("E-Mail,Vorname\nann@example.com,Ann\nnobody,Bob\n");
  const { workspaceId } = company;
  expect(await call(previewRoute, form({ workspace_id: workspaceId, file: file() }))).toMatchObject({
    status: 200,
    body: { mapping: { "E-Mail": "email", Vorname: "first_name" }, total: 2, refused: 1, problem: null },
  });
  const importId = newId();
  const mapping = JSON.stringify({ "E-Mail": "email", Vorname: "company" });
  const imported = await call(
    importRoute,
    form({ workspace_id: workspaceId, import_id: importId, mapping, file: file() }),
  );
  expect(imported).toMatchObject({
    status: 200,
    body: {
      import_id: importId,
      imported: 1,
      updated: 0,
      skipped: 0,
      total: 2,
      errors: [{ row: 3, column: "E-Mail" }],
    },
  });
  expect(await follow(importId)).toEqual(imported);
  expect(await list()).toMatchObject({
    status: 200,
    body: { data: [{ email: "ann@example.com", company: "Ann", status: "active" }], next_cursor: null },
  });
  expect((await list("&status=replied")).body.data).toEqual([]);
});

describe("permissions", () => {
  test("refuses a caller without a session before reading the file", async () => {
    signIn(null);
    const request = form({ workspace_id: company.workspaceId, file: csv("email\na@x.co\n") });
    expect((await call(importRoute, request)).status).toBe(401);
    expect(request.bodyUsed).toBe(false);
    expect((await list()).status).toBe(401);
  });

  test("no stranger: 403 on every route, and nothing is told", async () => {
    signIn(world.user().user);
    const fields = { workspace_id: company.workspaceId, file: csv("email\nevil@x.co\n") };
    expect(await call(importRoute, form(fields))).toMatchObject({ status: 403, body: { code: "workspace.forbidden" } });
    expect(await call(previewRoute, form(fields))).toMatchObject({ status: 403 });
    expect(await list()).toMatchObject({ status: 403 });
    expect(await follow(newId())).toMatchObject({ status: 403 });
    signIn(company.founder.user);
    expect((await list("&q=evil")).body.data).toEqual([]);
  });
});

describe("unusable files", () => {
  const file = (): File => csv("email\na@x.co\n");
  test.each([
    ["no workspace", (): Fields => ({ file: file() }), 400, "workspace_id.missing"],
    ["a file as workspace", (): Fields => ({ workspace_id: file(), file: file() }), 400, "workspace_id.invalid"],
    ["no file", (): Fields => ({ workspace_id: company.workspaceId }), 400, "request.invalid"],
    ["a text as file", (): Fields => ({ workspace_id: company.workspaceId, file: "email\n" }), 400, "request.invalid"],
    [
      "a broken mapping",
      (): Fields => ({ workspace_id: company.workspaceId, file: file(), mapping: "{" }),
      400,
      "request.invalid",
    ],
    ["an empty file", (): Fields => ({ workspace_id: company.workspaceId, file: csv("") }), 400, "lead_file.empty"],
  ])("%s", async (_name, fields, status, code) => {
    expect(await call(importRoute, form(fields()))).toMatchObject({
      status,
      body: { code, error: expect.any(String) },
    });
  });

  test("JSON is 415, more than 30 MiB is 413", async () => {
    const json = new Request("http://127.0.0.1/api/leads/import", {
      method: "POST",
      body: "{}",
      headers: { authorization: "Bearer session", "content-type": "application/json" },
    });
    expect(await call(importRoute, json)).toMatchObject({ status: 415, body: { code: "body.not_form" } });
    const large = form({ file: file() }, { "content-length": String(31 * 1024 * 1024) });
    expect(await call(importRoute, large)).toMatchObject({ status: 413, body: { code: "body.too_large" } });
  });

  test.each(["&limit=0", "&limit=201", "&status=asleep", "&cursor=!"])("list with %s", async (query) => {
    expect((await list(query)).status).toBe(400);
  });

  test("an import id that is not one, or of another workspace", async () => {
    expect((await follow("x")).status).toBe(400);
    expect((await follow(newId())).status).toBe(404);
  });
});
