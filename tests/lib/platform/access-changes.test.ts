import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isListening, onNotification } from "@/lib/platform/listen";
import { forgetAccess } from "@/lib/foundation/access/access-cache";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";
import { waitFor } from "../../support/wait-for";

let world: TestWorld;
let company: Company;
let heard: string[] = [];
let stop: () => void;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  stop = onNotification("access_changes", (workspaceId) => heard.push(workspaceId));
  await waitFor(async () => isListening(), { everyMs: 20, what: "it listens" });
});
beforeEach(async () => {
  await settled();
  heard = [];
});
afterAll(async () => {
  stop();
  await world.close();
});

/** Notifications arrive in the order of their commits. */
async function settled(): Promise<void> {
  const mark = `mark ${Math.random()}`;
  await world.admin.query("select pg_notify('access_changes', $1)", [mark]);
  await waitFor(async () => heard.includes(mark), { everyMs: 10, what: "the mark arrives" });
  heard = heard.filter((one) => one !== mark);
}

const COMES =
  "insert into user_workspaces (workspace_id, user_id, email, role) values ($1, 'user_new', 'new@example.com', 'viewer')";
const NEW_KEY = `insert into workspace_keys (workspace_id, name, key_hash, last_four, scopes, created_by)
  values ($1, 'k', 'h', 'abcd', '{leads.read}', 'u')`;

test.each([
  ["a member comes", COMES],
  ["a role changes", "update user_workspaces set role = 'member' where workspace_id = $1 and user_id = 'user_new'"],
  ["a member goes", "delete from user_workspaces where workspace_id = $1 and user_id = 'user_new'"],
  ["it is frozen", "update workspaces set status = 'frozen' where id = $1"],
  ["it is unfrozen", "update workspaces set status = 'active' where id = $1"],
])("names the workspace when %s", async (_, statement) => {
  await world.admin.query(statement, [company.workspaceId]);
  await settled();
  expect(heard).toEqual([company.workspaceId]);
});

test("names the workspace when a key is revoked", async () => {
  await world.admin.query(NEW_KEY, [company.workspaceId]);
  await settled();
  heard = [];
  const revoke = "update workspace_keys set revoked_at = now(), revoked_reason = 'revoked' where workspace_id = $1";
  await world.admin.query(revoke, [company.workspaceId]);
  await settled();
  expect(heard).toEqual([company.workspaceId]);
});

test("says nothing of what was rolled back, nor of what is nobody's access", async () => {
  await world.admin.query("begin");
  await world.admin.query("delete from user_workspaces where workspace_id = $1", [company.workspaceId]);
  await world.admin.query("rollback");
  await world.admin.query("update workspaces set name = 'Renamed' where id = $1", [company.workspaceId]);
  await world.admin.query("update projects set name = 'Renamed' where workspace_id = $1", [company.workspaceId]);
  await settled();
  expect(heard).toEqual([]);
});

test("knows whether it would hear", async () => {
  const ended = world.admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
  );
  await waitFor(async () => !isListening(), { everyMs: 1, withinMs: 5_000, what: "it knows that it is cut off" });
  await ended;
  await waitFor(async () => isListening(), { everyMs: 20, what: "it listens again" });
  // Something may have been missed: everybody is told to look.
  expect(heard).toContain("");
  stop();
  forgetAccess();
  await waitFor(async () => !isListening(), { everyMs: 20, what: "it listens no more" });
});
