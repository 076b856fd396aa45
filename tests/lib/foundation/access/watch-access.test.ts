import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { isListening } from "@/lib/platform/listen";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { watchAccess } from "@/lib/foundation/access/watch-access";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";

let world: TestWorld;
let company: Company;
const stops: (() => void)[] = [];
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(async () => {
  for (const stop of stops) stop();
  await world.close();
});

async function watched(ctx: WorkspaceCtx): Promise<ReturnType<typeof watchAccess>> {
  const watch = watchAccess(ctx);
  stops.push(watch.stop);
  await waitFor(async () => isListening(), { everyMs: 20, what: "it listens" });
  return watch;
}
const userIdOf = ({ actor }: WorkspaceCtx): string => (actor.type === "user" ? actor.userId : "");
const remove = (ctx: WorkspaceCtx): Promise<unknown> =>
  world.admin.query("delete from user_workspaces where user_id = $1", [userIdOf(ctx)]);
const freeze = (workspaceId = company.workspaceId): Promise<unknown> =>
  world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'abuse' where id = $1", [workspaceId]);
const endsWithinASecond = (signal: AbortSignal): Promise<unknown> =>
  waitFor(async () => signal.aborted, { withinMs: 1_000, everyMs: 10, what: "the signal fires" });

/** Once a later change was heard, an earlier one was too. */
async function everythingHeard(): Promise<void> {
  const probe = await world.company();
  const { signal } = await watched(probe.owner);
  await freeze(probe.workspaceId);
  await endsWithinASecond(signal);
}

async function insertKey(): Promise<string> {
  const { rows } = await world.admin.query<{ id: string }>(
    "insert into workspace_keys (workspace_id, name, key_hash, last_four, scopes, created_by) values ($1, 'k', gen_random_uuid()::text, 'abcd', '{leads.read}', 'u') returning id",
    [company.workspaceId],
  );
  return rows[0]?.id ?? "";
}

describe("fires within a second", () => {
  test("when the person is removed, and says so", async () => {
    const { signal } = await watched(company.viewer);
    await remove(company.viewer);
    await endsWithinASecond(signal);
    expect(signal.reason).toMatchObject({ kind: "forbidden", code: "workspace.forbidden" });
  });

  test("when the workspace is frozen, with the reason, for people and jobs", async () => {
    const watches = [await watched(company.owner), await watched(company.job)];
    await freeze();
    for (const { signal } of watches) {
      await endsWithinASecond(signal);
      expect(signal.reason).toMatchObject({ code: "workspace.frozen", message: "Workspace is frozen: abuse" });
    }
  });

  test("when the key is revoked", async () => {
    const keyId = await insertKey();
    const { signal } = await watched({ ...company.owner, actor: { type: "key", keyId, permissions: new Set() } });
    await world.admin.query("update workspace_keys set revoked_at = now(), revoked_reason = 'revoked' where id = $1", [
      keyId,
    ]);
    await endsWithinASecond(signal);
    expect(signal.reason).toMatchObject({ code: "workspace.forbidden" });
  });

  test("when the webhook token is rotated away or revoked", async () => {
    const { rows } = await world.admin.query<{ id: string }>(
      "select id from workspace_webhook_tokens where workspace_id = $1",
      [company.workspaceId],
    );
    const tokenId = rows[0]?.id ?? "";
    const { signal } = await watched({ ...company.owner, actor: { type: "webhook", tokenId, permissions: new Set() } });
    await rotateWebhookToken(company.owner, { overlap_hours: 0 });
    await endsWithinASecond(signal);
    expect(signal.reason).toMatchObject({ kind: "forbidden", message: expect.stringContaining("webhook token") });
  });

  test("when the first look failed, because the database was away", async () => {
    const { signal } = await watched(company.viewer);
    const warn = vi.spyOn(log(), "warn");
    await world.admin.query("revoke select on user_workspaces from service_role");
    await remove(company.viewer);
    await vi.waitFor(() => expect(warn).toHaveBeenCalled(), { timeout: 5_000 });
    expect(signal.aborted).toBe(false);
    await world.admin.query("grant select on user_workspaces to service_role");
    await waitFor(async () => signal.aborted, { withinMs: 10_000, everyMs: 20, what: "the look is repeated" });
  });

  test("after its connection was ended while the change came", async () => {
    const { signal } = await watched(company.viewer);
    await world.admin.query("begin; set local session_replication_role = replica");
    await remove(company.viewer);
    await world.admin.query("commit");
    expect(signal.aborted).toBe(false);
    await world.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'greenlight-listen' and datname = current_database()",
    );
    await waitFor(async () => signal.aborted, { withinMs: 5_000, everyMs: 20, what: "the reconnect looks again" });
  });
});

describe("does not fire", () => {
  test("for others, for another role, or for what was rolled back", async () => {
    const other = await world.company();
    const watches = [await watched(company.owner), await watched(company.job), await watched(other.owner)];
    await world.admin.query("begin");
    await freeze();
    await world.admin.query("rollback");
    await remove(company.viewer);
    await world.admin.query("update user_workspaces set role = 'admin' where user_id = $1", [userIdOf(company.owner)]);
    await everythingHeard();
    for (const { signal, look } of watches) {
      await look();
      expect(signal.aborted).toBe(false);
    }
  });

  test("for a freeze, where one goes on in a frozen workspace", async () => {
    const { signal, look } = await watched({ ...company.owner, whileFrozen: true });
    await freeze();
    await everythingHeard();
    await look();
    expect(signal.aborted).toBe(false);
  });

  test("once it was stopped", async () => {
    const { signal, stop } = await watched(company.viewer);
    stop();
    await remove(company.viewer);
    await everythingHeard();
    expect(signal.aborted).toBe(false);
  });
});

test("a change before the watch began is found by the first look", async () => {
  await remove(company.viewer);
  const { signal, look } = await watched(company.viewer);
  await look();
  expect(signal.reason).toMatchObject({ code: "workspace.forbidden" });
});
