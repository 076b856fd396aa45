import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAudit, recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import type { Company } from "../../../factories/test-world";
import { createAuditWorld, type AuditWorld } from "./audit-world";

let world: AuditWorld;
let company: Company;
beforeAll(async () => {
  world = await createAuditWorld();
  company = await world.company();
});
afterAll(() => world.close());

const actor = { type: "admin", id: "user_operator" };

test("a line says who did what to what, from where, in which request, and what changed", async () => {
  const ctx = { ...company.owner, address: "203.0.113.7", requestId: "req-1" };
  await withTransaction(ctx, (tx) =>
    recordAudit(tx, {
      action: "test.changed",
      target: { type: "key", id: "k1" },
      reason: "Because.",
      before: { role: "member" },
      after: { role: "admin", nothing: null },
    }),
  );
  expect(await world.lines("test.changed")).toMatchObject([
    {
      workspace_id: company.workspaceId,
      actor_type: "user",
      actor_id: company.founder.user.userId,
      address: "203.0.113.7",
      target_type: "key",
      target_id: "k1",
      reason: "Because.",
      before: { role: "member" },
      after: { role: "admin", nothing: null },
      request_id: "req-1",
    },
  ]);
});

test("secrets never get into it, wherever they stand", async () => {
  const secret = randomBytes(32).toString("hex");
  await withTransaction(company.owner, (tx) =>
    recordAudit(tx, {
      action: "test.secret",
      reason: `The token was ${secret}.`,
      before: { password: "hunter2-hunter2", note: `Bearer ${secret}` },
      after: { list: [{ api_key: "hunter2-hunter2" }], token_id: "t1", last_four: "beef" },
    }),
  );
  const [line] = await world.lines("test.secret");
  expect(JSON.stringify(line)).not.toMatch(new RegExp(`hunter2|${secret}`));
  expect(line?.after).toMatchObject({ token_id: "t1", last_four: "beef" });
});

test("it commits with what it is about, or not at all", async () => {
  const failing = withTransaction(company.owner, async (tx) => {
    await recordAudit(tx, { action: "test.undone" });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await world.lines("test.undone")).toEqual([]);
});

test.each(["removed", "Member.removed", "member removed", "member.", ""])(
  "%j is no name of an action",
  async (action) => {
    await expect(withTransaction(company.owner, (tx) => recordAudit(tx, { action }))).rejects.toThrow("<thing>.<what>");
  },
);

test("past RLS the actor and the workspace, or none, are said", async () => {
  await withServiceTransaction(world.system(), (tx) =>
    recordServiceAudit(tx, { action: "test.service", actor, workspaceId: null }),
  );
  expect(await world.lines("test.service")).toMatchObject([
    { workspace_id: null, actor_type: "admin", actor_id: "user_operator", address: null, before: null, after: null },
  ]);
});

test("a line of the same id is written once, also by twenty at once", async () => {
  const entryId = randomUUID();
  const write = () =>
    withServiceTransaction(world.system(), (tx) =>
      recordServiceAudit(tx, { action: "test.once", actor, workspaceId: null, entryId }),
    );
  await Promise.all(Array.from({ length: 20 }, write));
  expect(await world.lines("test.once")).toHaveLength(1);
});
