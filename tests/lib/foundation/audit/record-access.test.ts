import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAccess } from "@/lib/foundation/audit/record-access";
import { createAuditWorld, type AuditWorld } from "./audit-world";

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
});
afterAll(() => world.close());

const access = (over = {}) => ({
  entryId: randomUUID(),
  action: "super_admin.read",
  actorType: "admin",
  actorId: "user_operator",
  accessedWorkspaceId: null,
  address: "203.0.113.7",
  requestId: "req-9",
  method: "GET",
  path: "/api/admin/workspaces",
  at: "2026-11-22T01:00:00.000Z",
  ...over,
});

test("the line is about the request, not about the job", async () => {
  await recordAccess(world.system(), access());
  expect(await world.lines("super_admin.read")).toMatchObject([
    {
      actor_type: "admin",
      actor_id: "user_operator",
      workspace_id: null,
      address: "203.0.113.7",
      request_id: "req-9",
      after: { method: "GET", path: "/api/admin/workspaces", at: "2026-11-22T01:00:00.000Z" },
    },
  ]);
});

test("a job that is done again, even twice at once, writes one line", async () => {
  const once = access({ action: "global_token.used" });
  await Promise.all([recordAccess(world.system(), once), recordAccess(world.system(), once)]);
  await recordAccess(world.system(), once);
  expect(await world.lines("global_token.used")).toHaveLength(1);
});

test("another access of the same request id is another line", async () => {
  for (const path of ["/one", "/two"])
    await recordAccess(world.system(), access({ action: "super_admin.entered", path }));
  expect(await world.lines("super_admin.entered")).toHaveLength(2);
});
