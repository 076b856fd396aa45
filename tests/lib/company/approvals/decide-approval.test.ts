import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { reviseAction } from "@/lib/autopilot/actions/revise-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { decideBatch } from "@/lib/company/approvals/decide-batch";
import { getApproval } from "@/lib/company/approvals/get-approval";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { agentOf, createLab, propose, type Lab } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let lab: Lab;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
beforeEach(() => {
  lab = createLab();
});
afterAll(() => world.close());

const yes = (id: string, version = 1) => ({ approvalId: id, version, decision: "approved", via: "app" }) as const;
const later = (ctx: WorkspaceCtx, ms: number): WorkspaceCtx => ({ ...ctx, now: () => new Date(Date.now() + ms) });
const linesOf = async (id: string): Promise<string[]> =>
  (await world.ledger(company.workspaceId))
    .filter(({ data }) => data["approval_id"] === id)
    .map(({ event_type }) => event_type);
const stateOf = async (id: string): Promise<string> => (await getApproval(company.owner, { approvalId: id })).state;

test("an approval is carried out after its undo window: decision, job and two ledger lines in one commit", async () => {
  const { id } = await propose(company, lab);
  const before = Date.now();
  const decided = await decideApproval(company.owner, yes(id));
  expect(decided).toMatchObject({ state: "queued", decided_by: company.founder.user.userId });
  expect(Date.parse(decided.not_before ?? "")).toBeGreaterThanOrEqual(before + 30_000);
  expect(await linesOf(id)).toEqual(["approval.requested", "approval.decided", "approval.execution_queued"]);
  expect((await world.jobs(company.workspaceId)).at(-1)).toMatchObject({
    name: "actions.execute_approval",
    data: { approvalId: id, version: 1 },
  });
  await executeApproval(company.job, { approvalId: id, version: 1 }, lab.actions);
  expect(lab.board.calls).toBe(0);
});

test("fifty decisions at once, yes and no, alone and in batches: one is taken, and the others are told that it was", async () => {
  const { id } = await propose(company, lab);
  const results = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const decision = index % 2 === 0 ? "approved" : "denied";
      if (index % 5 === 0) {
        const { items } = await decideBatch(company.owner, { items: [{ id, version: 1, decision }] });
        return items[0]?.status;
      }
      return decideApproval(company.owner, { approvalId: id, version: 1, decision, via: "app" }).then(
        () => 200,
        (error: { kind: string }) => (error.kind === "conflict" ? 409 : 500),
      );
    }),
  );
  const lines = await linesOf(id);
  const decided = lines.filter((type) => type === "approval.decided").length;
  expect(results.filter((status) => status === 200)).toHaveLength(decided);
  // A “no” may take a “yes” back while its undo window is open; after that there is nothing left to decide.
  expect(decided).toBeLessThanOrEqual(2);
  expect(new Set(results)).toEqual(new Set([200, 409]));
  expect(["queued", "denied"]).toContain(await stateOf(id));
});

test("a proposal that was read in another version is not decided", async () => {
  const { id } = await propose(company, lab);
  await reviseAction(company.owner, { approvalId: id, version: 1, payload: { text: "another" } }, lab.actions);
  await expect(decideApproval(company.owner, yes(id, 1))).rejects.toMatchObject({
    code: "approval.changed",
    details: { version: 2 },
  });
  await decideApproval(company.owner, yes(id, 2));
  expect(await stateOf(id)).toBe("queued");
});

test("an approval taken back in its undo window is never carried out, and can be proposed and approved anew", async () => {
  const { id } = await propose(company, lab, { text: "first" });
  await decideApproval(company.owner, yes(id));
  const undone = await decideApproval(company.owner, { approvalId: id, version: 1, decision: "revised", via: "app" });
  expect(undone).toMatchObject({ state: "revised", not_before: null });
  expect(undone.why).toContain("Taken back");
  await executeApproval({ ...company.job, ...later(company.job, 31_000) }, { approvalId: id, version: 1 }, lab.actions);
  expect(lab.board.calls).toBe(0);
  await reviseAction(company.owner, { approvalId: id, version: 1, payload: { text: "second" } }, lab.actions);
  const earlier = later(company.owner, -31_000);
  await decideApproval(earlier, yes(id, 2));
  await executeApproval(company.job, { approvalId: id, version: 1 }, lab.actions);
  await executeApproval(company.job, { approvalId: id, version: 2 }, lab.actions);
  expect([...lab.board.posted.values()]).toEqual(["second"]);
});

test("a decision after the deadline does nothing, and the proposal is expired by then", async () => {
  const { id } = await propose(company, lab);
  const tomorrow = later(company.owner, 25 * 3_600_000);
  await expect(decideApproval(tomorrow, yes(id))).rejects.toMatchObject({ kind: "conflict", code: "approval.expired" });
  expect(await stateOf(id)).toBe("expired");
  expect(await linesOf(id)).toEqual(["approval.requested", "approval.expired"]);
  await expect(decideApproval(company.owner, yes(id))).rejects.toMatchObject({ code: "approval.expired" });
});

test("only a person decides: not the agent that proposed, not a job, not a key, not a reader, not a stranger", async () => {
  const { id } = await propose(company, lab, { by: agentOf(company) });
  const all = company.owner.actor.type === "user" ? company.owner.actor.permissions : new Set<never>();
  const agent: WorkspaceCtx = {
    ...company.owner,
    actor: { type: "agent", agent: "chat", onBehalfOf: "user_x", permissions: all },
  };
  const key: WorkspaceCtx = { ...company.owner, actor: { type: "key", keyId: "k", permissions: all } };
  for (const [caller, code] of [
    [agentOf(company), "permission.missing"],
    [agent, "approval.person_needed"],
    [key, "approval.person_needed"],
    [company.job, "approval.person_needed"],
    [company.viewer, "permission.missing"],
    [company.stranger, "approval.not_found"],
  ] as const) {
    await expect(decideApproval(caller, yes(id))).rejects.toMatchObject({ code });
  }
  expect(await stateOf(id)).toBe("pending");
  const [line] = (await world.ledger(company.workspaceId)).filter(({ data }) => data["approval_id"] === id);
  const { rows } = await world.admin.query(
    "select actor_type, actor_id, on_behalf_of from project_events where data ->> 'approval_id' = $1",
    [id],
  );
  expect(line).toMatchObject({ event_type: "approval.requested" });
  expect(rows).toEqual([{ actor_type: "agent", actor_id: "night_shift", on_behalf_of: company.founder.user.userId }]);
});

test("a decider needs the right of the action too", async () => {
  const { id } = await propose(company, lab);
  await world.admin.query("update approvals set permission = 'workspace.own' where id = $1", [id]);
  const member: WorkspaceCtx = {
    ...company.owner,
    actor: { type: "user", userId: "user_m", permissions: new Set(["approvals.read", "approvals.decide"]) },
  };
  await expect(decideApproval(member, yes(id))).rejects.toMatchObject({ code: "permission.missing" });
});

test("of a batch each proposal is decided by itself, and one that changed keeps back no other", async () => {
  const [first, second, third] = [
    await propose(company, lab),
    await propose(company, lab),
    await propose(company, lab),
  ];
  await reviseAction(company.owner, { approvalId: second.id, version: 1, payload: { text: "changed" } }, lab.actions);
  const { decided, items } = await decideBatch(company.owner, {
    items: [first, second, third].map(({ id }) => ({ id, version: 1, decision: "approved" })),
  });
  expect(decided).toBe(2);
  expect(items).toEqual([
    { id: first.id, status: 200 },
    { id: second.id, status: 409, code: "approval.changed", error: expect.stringContaining("another version") },
    { id: third.id, status: 200 },
  ]);
});

test("when the job cannot be enqueued, nothing is decided", async () => {
  const { id } = await propose(company, lab);
  await expect(world.withoutQueue(() => decideApproval(company.owner, yes(id)))).rejects.toThrow();
  expect(await stateOf(id)).toBe("pending");
  expect(await linesOf(id)).toEqual(["approval.requested"]);
});
