import { afterAll, beforeAll, expect, test } from "vitest";
import { noteAccess, type Access } from "@/lib/foundation/audit/note-access";
import type { Company } from "../../../factories/test-world";
import { createAuditWorld, type AuditWorld } from "./audit-world";

let world: AuditWorld;
let company: Company;
beforeAll(async () => {
  world = await createAuditWorld();
  company = await world.company();
});
afterAll(() => world.close());

const access = (path: string): Access => ({
  action: "super_admin.entered",
  actor: { type: "admin", id: "user_operator" },
  workspaceId: company.workspaceId,
  request: { method: "GET", url: `http://localhost${path}` },
});

const jobs = async (): Promise<Record<string, unknown>[]> =>
  (await world.admin.query("select state, data from pgboss.job where name = 'audit.record_access' order by created_on"))
    .rows;

test("an access is kept before it happens, with what was looked at and without secrets", async () => {
  const ctx = { ...world.system(), address: "203.0.113.7" };
  await noteAccess(ctx, access("/api/leads?limit=5&token=hunter2-hunter2"));
  expect(await jobs()).toMatchObject([
    {
      state: "created",
      data: {
        action: "super_admin.entered",
        actorId: "user_operator",
        accessedWorkspaceId: company.workspaceId,
        address: "203.0.113.7",
        method: "GET",
        path: "/api/leads?limit=5&token=[redacted]",
      },
    },
  ]);
});

test("two uses with one request id, which the caller chooses, are two", async () => {
  const before = (await jobs()).length;
  await noteAccess(world.system(), access("/a"));
  await noteAccess(world.system(), access("/b"));
  const ids = (await jobs()).map(({ data }) => (data as { entryId: string }).entryId);
  expect(ids).toHaveLength(before + 2);
  expect(new Set(ids).size).toBe(ids.length);
});

test("no request waits for the log's lock", async () => {
  const { admin } = world;
  await admin.query("begin");
  await admin.query("insert into governance_audit_log (actor_type, action) values ('job', 'test.slow')");
  await noteAccess(world.system(), access("/while-another-writes"));
  await admin.query("rollback");
  expect((await jobs()).at(-1)).toMatchObject({ data: { path: "/while-another-writes" } });
});

test("an access that cannot be kept must not happen", async () => {
  await expect(world.withoutQueue(() => noteAccess(world.system(), access("/c")))).rejects.toThrow();
});

test("a path of any length is kept, cut", async () => {
  await noteAccess(world.system(), access(`/${"x".repeat(5_000)}`));
  expect(((await jobs()).at(-1)?.data as { path: string }).path).toHaveLength(1_000);
});
