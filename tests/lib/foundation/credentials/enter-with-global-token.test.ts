import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { isGlobalToken } from "@/lib/foundation/credentials/is-global-token";
import { enterWithGlobalToken } from "@/lib/foundation/credentials/enter-with-global-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const TOKEN = "global-token-of-at-least-32-characters";
let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld({ DASH_WEBHOOK_TOKEN: TOKEN, ALLOW_GLOBAL_WEBHOOK_TOKEN: "true" });
  company = await world.company();
});
afterAll(() => world.close());

const REQUEST = { method: "POST", url: "http://127.0.0.1/api/events" };
const recorded = async (): Promise<Record<string, unknown>[]> =>
  (
    await world.admin.query<{ data: Record<string, unknown> }>(
      "select data from pgboss.job where name = 'audit.record_access' order by created_on",
    )
  ).rows.map(({ data }) => data);

test("only the very token is the global one", () => {
  expect(isGlobalToken(TOKEN)).toBe(true);
  for (const other of [
    null,
    "",
    ` ${TOKEN}`,
    `${TOKEN} `,
    TOKEN.toUpperCase(),
    TOKEN.slice(0, -1),
    `${TOKEN}x`,
    "x".repeat(1_000_000),
  ]) {
    expect(isGlobalToken(other)).toBe(false);
  }
});

test("enters the workspace it names with the permissions of a webhook token, and each use is recorded", async () => {
  for (const _ of [1, 2]) {
    const ctx = await enterWithGlobalToken({ ...world.system(), address: "192.0.2.7" }, company.workspaceId, REQUEST);
    expect(ctx).toMatchObject({
      workspaceId: company.workspaceId,
      actor: { type: "webhook", tokenId: "global", permissions: new Set(["ingestion.write", "sequence.write"]) },
    });
    await withTransaction(ctx, () => Promise.resolve());
  }
  const line = {
    action: "global_token.used",
    actorType: "webhook",
    actorId: "global",
    accessedWorkspaceId: company.workspaceId,
    address: "192.0.2.7",
    path: "/api/events",
  };
  expect(await recorded()).toEqual([expect.objectContaining(line), expect.objectContaining(line)]);
});

test("a workspace that does not exist, or is frozen, stays shut, and nothing is recorded", async () => {
  const before = await recorded();
  await expect(enterWithGlobalToken(world.system(), randomUUID(), REQUEST)).rejects.toMatchObject({
    code: "workspace.not_found",
  });
  const frozen = await world.company();
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [frozen.workspaceId]);
  await expect(enterWithGlobalToken(world.system(), frozen.workspaceId, REQUEST)).rejects.toMatchObject({
    kind: "forbidden",
    code: "workspace.frozen",
  });
  expect(await recorded()).toEqual(before);
});

test("a use that cannot be recorded does not happen", async () => {
  await expect(
    world.withoutQueue(() => enterWithGlobalToken(world.system(), company.workspaceId, REQUEST)),
  ).rejects.toThrow();
});
