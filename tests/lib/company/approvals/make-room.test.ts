import { afterAll, beforeAll, expect, test } from "vitest";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import type { Approval } from "@/lib/company/approvals/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { agentOf, createLab, propose } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
const lab = createLab();
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const keyOf = ({ owner }: Company): WorkspaceCtx => ({
  ...owner,
  actor: { type: "key", keyId: "key", permissions: owner.actor.type === "user" ? owner.actor.permissions : new Set() },
});
const pending = async ({ owner, projectId }: Company): Promise<Approval[]> =>
  (await listApprovals(owner, { projectId, limit: 200 })).data.filter(({ state }) => state === "pending");

test("of the night shift at most five wait: the oldest gives way, and the ledger says so", async () => {
  const company = await world.company();
  const proposed: string[] = [];
  for (const _ of Array.from({ length: 6 })) proposed.push((await propose(company, lab, { by: agentOf(company) })).id);
  expect((await pending(company)).map(({ id }) => id).toSorted()).toEqual(proposed.slice(1).toSorted());
  const lines = await world.ledger(company.workspaceId);
  expect(lines.filter(({ event_type }) => event_type === "approval.expired")).toMatchObject([
    { data: { approval_id: proposed[0] }, message: expect.stringContaining("A newer proposal took its place") },
  ]);
});

test("twenty open proposals are enough: a script is told so, the night shift's gives way first, a founder is never held back", async () => {
  const company = await world.company();
  const { id: fromNight } = await propose(company, lab, { by: agentOf(company) });
  for (const _ of Array.from({ length: 19 })) await propose(company, lab, { by: keyOf(company) });
  await propose(company, lab, { by: keyOf(company) });
  expect((await pending(company)).map(({ id }) => id)).not.toContain(fromNight);
  await expect(propose(company, lab, { by: keyOf(company) })).rejects.toMatchObject({ code: "approval.too_many" });
  await propose(company, lab);
  expect(await pending(company)).toHaveLength(21);
});
