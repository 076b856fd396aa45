import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { GET } from "@/app/api/admin/isolation-check/route";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here. The real one is in the browser tests.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: "user_admin" });
  await world.company();
});
beforeEach(() => {
  session.claims = null;
});
afterAll(() => world.close());

const signIn = (sub: string): void => {
  session.claims = { sub, email: `${sub}@example.com` };
};
const ask = (): Promise<Response> =>
  GET(new Request("http://localhost/api/admin/isolation-check"), { params: Promise.resolve({}) });

/** The shape the screen and scripts rely on. */
const Report = z.strictObject({
  ok: z.boolean(),
  checked_at: z.iso.datetime(),
  leaks: z.int(),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      attempts: z.array(
        z.strictObject({
          as: z.enum(["tenant_role", "authenticated", "anon"]),
          tried: z.enum(["read", "insert", "update", "delete", "truncate"]),
          outcome: z.enum(["refused", "nothing_seen", "leaked"]),
          detail: z.string(),
        }),
      ),
    }),
  ),
});

test("401 for nobody, 403 for somebody", async () => {
  expect((await ask()).status).toBe(401);
  signIn("user_somebody");
  expect((await ask()).status).toBe(403);
});

test("an administrator reads what was tried and what came of it, and that they asked is recorded", async () => {
  signIn("user_admin");
  const response = await ask();
  expect(response.status).toBe(200);
  const report = Report.parse(await response.json());
  expect(report).toMatchObject({ ok: true, leaks: 0 });
  expect(report.tables.map(({ table }) => table)).toContain("genesis.leads_unassigned");
  const { rows } = await world.admin.query(
    "select from pgboss.job where name = 'audit.record_access' and data ->> 'actorId' = 'user_admin' and data ->> 'path' = '/api/admin/isolation-check'",
  );
  expect(rows).toHaveLength(1);
});

test("a leak is in the answer, with the table's name", async () => {
  signIn("user_admin");
  await world.admin.query("create table public.planted (workspace_id uuid); grant select on public.planted to anon");
  try {
    const report = Report.parse(await (await ask()).json());
    expect(report).toMatchObject({ ok: false, leaks: 1 });
    const planted = report.tables.find(({ table }) => table === "public.planted");
    expect(planted?.attempts.filter(({ outcome }) => outcome === "leaked")).toEqual([
      expect.objectContaining({ as: "anon", tried: "read", detail: expect.stringContaining("no row level security") }),
    ]);
  } finally {
    await world.admin.query("drop table public.planted");
  }
});
