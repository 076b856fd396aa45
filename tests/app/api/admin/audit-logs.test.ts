import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as auditHead from "@/app/api/admin/audit-log/head/route";
import * as auditLog from "@/app/api/admin/audit-log/route";
import * as auditVerify from "@/app/api/admin/audit-log/verify/route";
import * as loginHead from "@/app/api/admin/login-audit/head/route";
import * as loginAudit from "@/app/api/admin/login-audit/route";
import * as loginVerify from "@/app/api/admin/login-audit/verify/route";
import type { LogName } from "@/lib/foundation/audit/schemas";
import type { RouteHandler } from "@/lib/http/route";
import { createAuditWorld, type AuditWorld } from "../../../lib/foundation/audit/audit-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
  await world.fill("governance_audit_log", 120);
  await world.fill("login_audit", 120);
});
beforeEach(() => signIn(world.operator));
afterAll(() => world.close());

const signIn = (who: { user: { userId: string; email: string } } | null): void => {
  session.claims = who && { sub: who.user.userId, email: who.user.email };
};

const get = (route: RouteHandler, query = ""): Promise<Response> =>
  route(new Request(`http://localhost/api/admin/log${query}`), { params: Promise.resolve({}) });
const post = (route: RouteHandler, body: unknown): Promise<Response> =>
  route(
    new Request("http://localhost/api/admin/log", {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );

const LOGS: [LogName, string, Record<"list" | "verify" | "against" | "head", RouteHandler>][] = [
  [
    "governance_audit_log",
    "audit-log",
    { list: auditLog.GET, verify: auditVerify.GET, against: auditVerify.POST, head: auditHead.GET },
  ],
  [
    "login_audit",
    "login-audit",
    { list: loginAudit.GET, verify: loginVerify.GET, against: loginVerify.POST, head: loginHead.GET },
  ],
];

describe.each(LOGS)("%s", (log, file, routes) => {
  test("pages by cursor", async () => {
    const first = (await (await get(routes.list, "?limit=100&to=2099-01-01")).json()) as {
      data: { seq: number }[];
      next_cursor: string;
    };
    expect(first.data).toHaveLength(100);
    expect(first.next_cursor).toBe(String(first.data.at(-1)?.seq));
    const rest = await (await get(routes.list, `?limit=200&cursor=${first.next_cursor}`)).json();
    expect(rest).toMatchObject({ next_cursor: null });
  });

  test("comes as a CSV file to keep", async () => {
    const response = await get(routes.list, "?format=csv&limit=1");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename=${file}.csv`);
    const bytes = Buffer.from(await response.arrayBuffer());
    // Without the mark, Excel reads UTF-8 as another encoding.
    expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
    expect(parse(bytes, { columns: true, bom: true }).length).toBeGreaterThanOrEqual(120);
  });

  test("is verified, its head is signed, and both say the same", async () => {
    const response = await get(routes.head);
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename=${file}-\\d+\\.jws$`),
    );
    const head = await response.text();
    expect(head).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const verified = await (await get(routes.verify)).json();
    expect(verified).toMatchObject({ ok: true, broken_seq: null });
    const against = await post(routes.against, { head: `${head}\n` });
    expect(against.status).toBe(200);
    expect(await against.json()).toMatchObject({
      ok: true,
      complete: true,
      missing_from: null,
      signed_head: { log, seq: (verified as { head: { seq: number } }).head.seq },
    });
    expect(await (await get(routes.head, "?format=key")).json()).toMatchObject({ keys: [{ crv: "Ed25519" }] });
  });

  test.each<[unknown, number]>([
    [{ head: "x" }, 422],
    [{ head: "" }, 400],
    [{}, 400],
    [{ head: "x".repeat(5_000) }, 400],
  ])("a head that is none, %j, is refused with a sentence", async (body, status) => {
    const response = await post(routes.against, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/\w+ \w+/), field: "head" });
  });

  test("is closed to nobody and to anybody else", async () => {
    for (const [who, status] of [
      [null, 401],
      [world.user(), 403],
    ] as const) {
      signIn(who);
      for (const route of [routes.list, routes.verify, routes.head]) expect((await get(route)).status).toBe(status);
      expect((await post(routes.against, { head: "x" })).status).toBe(status);
    }
  });

  test("a wrong filter is 400 and names the field", async () => {
    const response = await get(routes.list, "?from=yesterday");
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ field: "from" });
  });
});

test("reading is noted once a request, with what was looked at and about whom", async () => {
  const workspaceId = "0b7d4c1e-5a7f-4e0e-9d3c-2f6f0a1b2c3d";
  const jobs = async () =>
    (await world.admin.query("select data from pgboss.job where name = 'audit.record_access' order by created_on"))
      .rows;
  const before = (await jobs()).length;
  await get(auditLog.GET, `?workspace_id=${workspaceId}&format=csv`);
  const noted = (await jobs()).slice(before);
  expect(noted).toMatchObject([
    {
      data: {
        action: "super_admin.read",
        actorId: world.operator.user.userId,
        accessedWorkspaceId: workspaceId,
        path: `/api/admin/log?workspace_id=${workspaceId}&format=csv`,
      },
    },
  ]);
});

test("when reading cannot be noted, nothing is read", async () => {
  const response = await world.withoutQueue(() => get(auditLog.GET));
  expect(response.status).toBe(500);
  expect(await response.json()).not.toHaveProperty("data");
});
