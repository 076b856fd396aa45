import { afterAll, beforeAll, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { reviseAction } from "@/lib/autopilot/actions/revise-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { createTask } from "@/lib/company/tasks/create-task";
import { agentOf, createLab, propose } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
const lab = createLab();
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("a proposal is sealed with its account, its cap and its deadline, and shown as it will be carried out", async () => {
  const { id, state, account_label } = await propose(company, lab, { text: "Open on Sunday" });
  expect([state, account_label]).toEqual(["pending", "the lab's board"]);
  const { versions, executions } = await getApproval(company.owner, { approvalId: id });
  expect(versions).toHaveLength(1);
  expect(versions[0]).toMatchObject({
    version: 1,
    parts: [{ label: "Text", text: "Open on Sunday" }],
    sealed: { action_type: "lab.notice", input: { text: "Open on Sunday", cc: [] }, cost_cap_cents: 0 },
  });
  expect(executions).toEqual([]);
});

test("a version never changes once it is written", async () => {
  const { id } = await propose(company, lab);
  await expect(
    world.admin.query("update approval_versions set sealed = '{}' where approval_id = $1", [id]),
  ).rejects.toThrow("approval_versions never changes");
});

test("the same proposed ten times at once by people and agents is one proposal", async () => {
  const proposed = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      propose(company, lab, { dedupeKey: "sunday", ...(index % 2 === 0 && { by: agentOf(company) }) }),
    ),
  );
  expect(new Set(proposed.map(({ id }) => id)).size).toBe(1);
  const { rows } = await world.admin.query("select id from approvals where dedupe_key = 'sunday'");
  expect(rows).toHaveLength(1);
});

test("an agent does not propose again what was denied, and one expiry teaches nothing; a founder may", async () => {
  const first = await propose(company, lab, { dedupeKey: "denied", by: agentOf(company) });
  await decideApproval(company.owner, { approvalId: first.id, version: 1, decision: "denied", via: "app" });
  const again = { dedupeKey: "denied", by: agentOf(company) };
  await expect(propose(company, lab, again)).rejects.toMatchObject({ code: "approval.suppressed" });
  const founders = await propose(company, lab, { dedupeKey: "denied" });
  expect(founders.state).toBe("pending");

  for (const attempt of [1, 2]) {
    const { id } = await propose(company, lab, { dedupeKey: "silence", by: agentOf(company) });
    await world.admin.query(
      "update approvals set state = 'expired', expires_at = now() - interval '1 minute' where id = $1",
      [id],
    );
    expect(attempt).toBeLessThan(3);
  }
  await expect(propose(company, lab, { dedupeKey: "silence", by: agentOf(company) })).rejects.toMatchObject({
    code: "approval.suppressed",
  });
});

test("a denial is remembered for 90 days, and an expiry that was no silence of the founder's is not", async () => {
  const agent = agentOf(company);
  const denied = await propose(company, lab, { dedupeKey: "quarter", by: agent });
  await decideApproval(company.owner, { approvalId: denied.id, version: 1, decision: "denied", via: "app" });
  const inDays = (days: number) => ({ ...agent, now: () => new Date(Date.now() + days * 86_400_000) });
  await expect(propose(company, lab, { dedupeKey: "quarter", by: inDays(89) })).rejects.toMatchObject({
    code: "approval.suppressed",
  });
  expect((await propose(company, lab, { dedupeKey: "quarter", by: inDays(91) })).state).toBe("pending");

  for (const _ of [1, 2]) {
    const { id } = await propose(company, lab, { dedupeKey: "late", by: agent });
    await decideApproval(company.owner, { approvalId: id, version: 1, decision: "approved", via: "app" });
    await executeApproval({ ...company.job, now: inDays(30).now }, { approvalId: id, version: 1 }, lab.actions);
    expect((await getApproval(company.owner, { approvalId: id })).state).toBe("expired");
  }
  expect((await propose(company, lab, { dedupeKey: "late", by: agent })).state).toBe("pending");

  const other = await world.company();
  const room = agentOf(other);
  for (const _ of [1, 2]) {
    const { id } = await propose(other, lab, { dedupeKey: "crowded", by: room });
    for (const _another of [1, 2, 3, 4, 5]) await propose(other, lab, { by: room });
    expect((await getApproval(other.owner, { approvalId: id })).state).toBe("expired");
  }
  expect((await propose(other, lab, { dedupeKey: "crowded", by: room })).state).toBe("pending");
});

test("a proposal says how many lines the ledger got since its words were written, and a new version counts anew", async () => {
  const { id } = await propose(company, lab);
  const since = async () => (await getApproval(company.owner, { approvalId: id })).events_since;
  const first = await since();
  await createTask(company.owner, { projectId: company.projectId, title: "Something else", description: "" });
  expect(await since()).toBe(first + 2);
  await reviseAction(company.owner, { approvalId: id, version: 1, payload: { text: "another" } }, lab.actions);
  expect(await since()).toBe(first);
});

test("a payload that does not fit its kind, an unknown kind, a reader and a stranger are refused, and nothing is stored", async () => {
  const of = { projectId: company.projectId, action_type: "lab.notice" };
  const count = async (): Promise<number> => (await world.admin.query("select from approvals")).rowCount ?? 0;
  const before = await count();
  await expect(proposeAction(company.owner, { ...of, payload: { txt: 1 } }, lab.actions)).rejects.toThrow();
  await expect(
    proposeAction(company.owner, { ...of, action_type: "lab.rocket", payload: {} }, lab.actions),
  ).rejects.toMatchObject({ code: "action.unknown", details: { kinds: ["lab.notice"] } });
  const payload = { text: "x" };
  await expect(proposeAction(company.viewer, { ...of, payload }, lab.actions)).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(proposeAction(company.stranger, { ...of, payload }, lab.actions)).rejects.toMatchObject({
    code: "project.not_found",
  });
  expect(await count()).toBe(before);
});
