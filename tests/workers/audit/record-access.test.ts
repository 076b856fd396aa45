import { afterAll, beforeAll, expect, test } from "vitest";
import { noteAccess } from "@/lib/foundation/audit/note-access";
import { enterAsMemberOrAdmin } from "@/lib/operations/governance/enter-as-member-or-admin";
import { startWorkers, stopWorkers } from "@/workers/start";
import { createAuditWorld, type AuditWorld } from "../../lib/foundation/audit/audit-world";
import { waitFor } from "../../support/wait-for";

let world: AuditWorld;
beforeAll(async () => {
  world = await createAuditWorld();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

test("a super admin's entry survives the end of the process that let them in, and is written once", async () => {
  const company = await world.company();
  const { user } = world.operator;
  const request = { method: "GET", url: `http://localhost/companies/${company.projectId}` };
  await enterAsMemberOrAdmin({ ...world.system(), user }, company.workspaceId, request);
  // No worker ran yet: the request is over, and all there is of it is in the database.
  expect(await world.lines("super_admin.entered")).toEqual([]);
  await startWorkers();
  const actor = { type: "admin", id: user.userId };
  await noteAccess(world.system(), { action: "super_admin.read", actor, workspaceId: null, request });
  await waitFor(async () => (await world.lines("super_admin.read")).length === 1, { what: "the later line" });
  await waitFor(async () => (await world.lines("super_admin.entered")).length === 1, { what: "the line" });
  expect(await world.lines("super_admin.entered")).toMatchObject([
    { workspace_id: company.workspaceId, actor_type: "admin", actor_id: user.userId, after: { method: "GET" } },
  ]);
});

test("a frozen workspace is looked at on the record, too", async () => {
  const company = await world.company();
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'Spam.' where id = $1", [
    company.workspaceId,
  ]);
  const request = { method: "GET", url: "http://localhost/frozen" };
  await enterAsMemberOrAdmin({ ...world.system(), user: world.operator.user }, company.workspaceId, request);
  const mine = async () =>
    (await world.lines("super_admin.entered")).filter((line) => line.workspace_id === company.workspaceId);
  await waitFor(async () => (await mine()).length > 0, { what: "the line" });
  expect(await mine()).toMatchObject([{ actor_type: "admin", actor_id: world.operator.user.userId }]);
});
