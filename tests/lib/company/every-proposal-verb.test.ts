import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { decideAction } from "@/lib/autopilot/actions/decide-action";
import { listRatios } from "@/lib/autopilot/actions/list-ratios";
import { listActions } from "@/lib/autopilot/actions/list-actions";
import { proposeUndo } from "@/lib/autopilot/actions/propose-undo";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { reviseAction } from "@/lib/autopilot/actions/revise-action";
import { tellOutcome } from "@/lib/autopilot/actions/tell-outcome";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { askAboutUnknown } from "@/lib/company/approvals/ask-about-unknown";
import { beginExecution } from "@/lib/company/approvals/begin-execution";
import { decideBatch } from "@/lib/company/approvals/decide-batch";
import { expireApproval } from "@/lib/company/approvals/expire-approval";
import { expireOverdue } from "@/lib/company/approvals/expire-overdue";
import { findUnsettled } from "@/lib/company/approvals/find-unsettled";
import { followVerdict } from "@/lib/company/approvals/follow-verdict";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { getSealedExecution } from "@/lib/company/approvals/get-sealed-execution";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { listExecutions } from "@/lib/company/approvals/list-executions";
import { listOfTask } from "@/lib/company/approvals/list-of-task";
import { markUnknown } from "@/lib/company/approvals/mark-unknown";
import { requireApproval } from "@/lib/company/approvals/require-approval";
import { retryExecution } from "@/lib/company/approvals/retry-execution";
import { settleExecution } from "@/lib/company/approvals/settle-execution";
import { stageApproval } from "@/lib/company/approvals/stage-approval";
import { sweepOverdue } from "@/lib/company/approvals/sweep-overdue";
import { verdictsOfTask } from "@/lib/company/approvals/verdicts-of-task";
import { beginReceipt } from "@/lib/company/receipts/begin-receipt";
import { finishTask } from "@/lib/company/receipts/finish-task";
import { getTask } from "@/lib/company/receipts/get-task";
import { getTrace } from "@/lib/company/receipts/get-trace";
import { getReceipt } from "@/lib/company/receipts/get-receipt";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { moveTask } from "@/lib/company/receipts/move-task";
import { recordCheck } from "@/lib/company/receipts/record-check";
import { requireReceipt } from "@/lib/company/receipts/require-receipt";
import { sweepReceipts } from "@/lib/company/receipts/sweep-receipts";
import { changeTask } from "@/lib/company/tasks/change-task";
import { createTask } from "@/lib/company/tasks/create-task";
import { awaitEvidence, endUnproven } from "@/lib/company/tasks/end-unproven";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import { requireTask } from "@/lib/company/tasks/require-task";
import { settleTask } from "@/lib/company/tasks/settle-task";
import { listLinkedLines } from "@/lib/foundation/ledger/list-linked-lines";
import { countLinesSince } from "@/lib/foundation/ledger/count-lines-since";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { asRole, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { agentOf, approved, createLab, propose } from "../../factories/lab-actions";
import { createTestWorld, type Company, type JobCtx, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let company: Company;
const lab = createLab();
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const page = { limit: 50 };
const check = { verdict: "verified", check: "x", words: "x", observed: {}, evidence: "x" } as const;
const outcome = { status: "executed", provider: "x", providerId: null, words: "x", observed: {} } as const;
const asJob = (ctx: WorkspaceCtx): JobCtx => ({ ...ctx, signal: new AbortController().signal });
const executed = async (): Promise<string> => {
  const { id } = await approved(company, lab);
  await executeApproval(company.job, { approvalId: id, version: 1 }, lab.actions);
  return id;
};
const receiptOf = async (approvalId: string): Promise<string> => {
  const { data } = await listReceipts(company.owner, { projectId: company.projectId, limit: 200 });
  return data.find(({ approval_id }) => approval_id === approvalId)?.id ?? "";
};

describe("a stranger finds nothing, and a reader changes nothing", () => {
  let approvalId = "";
  let receiptId = "";
  let taskId = "";
  beforeAll(async () => {
    approvalId = await executed();
    receiptId = await receiptOf(approvalId);
    taskId = (await createTask(company.owner, { projectId: company.projectId, title: "T", description: "" })).id;
  });

  const reads: [string, (ctx: WorkspaceCtx) => Promise<unknown>][] = [
    ["getApproval", (ctx) => getApproval(ctx, { approvalId })],
    ["getSealedExecution", (ctx) => getSealedExecution(ctx, { approvalId })],
    ["getTrace", (ctx) => getTrace(ctx, { approvalId })],
    ["getTask", (ctx) => getTask(ctx, { taskId })],
    ["getReceipt", (ctx) => getReceipt(ctx, { receiptId })],
  ];
  test.each(reads)("%s", async (_name, read) => {
    await expect(read(company.viewer)).resolves.toBeDefined();
    await expect(read(company.stranger)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("lists", async () => {
    const of = { projectId: company.projectId, ...page };
    for (const list of [listApprovals, listReceipts, listTasks]) {
      expect((await list(company.viewer, of)).data.length).toBeGreaterThan(0);
      expect((await list(company.stranger, of)).data).toEqual([]);
    }
    const kinds = (await listActions(company.viewer)).data.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["campaign.activate", "campaign.pause"]));
  });

  test("the share of an action counts those that were judged, a lie among them, by who proposed it, and is no stranger's", async () => {
    const one = await world.company();
    const told: Record<string, string> = {};
    const proposals = [
      ["works", one.owner],
      ["lies", agentOf(one)],
      ["works", agentOf(one)],
    ] as const;
    for (const [mode, by] of proposals) {
      const own = createLab();
      own.board.mode = mode;
      const { id } = await approved(one, own, { by });
      await executeApproval(one.job, { approvalId: id, version: 1 }, own.actions);
      const { data } = await listReceipts(one.owner, { projectId: one.projectId, ...page });
      const receipt = data.find(({ approval_id }) => approval_id === id);
      told[id] = (await checkReceipt(one.job, { receiptId: receipt?.id ?? "" }, own.actions)).verdict;
    }
    expect(Object.values(told)).toEqual(["verified", "contradicted", "verified"]);
    const of = { projectId: one.projectId };
    const origins = [
      { origin: "founder", verified: 1, judged: 1 },
      { origin: "night_shift", verified: 1, judged: 2 },
    ];
    expect(await listRatios(one.viewer, of)).toEqual([{ action: "lab.notice", verified: 2, judged: 3, origins }]);
    expect(await listRatios(company.owner, of)).toEqual([]);
  });

  const writes: [string, (ctx: WorkspaceCtx) => Promise<unknown>][] = [
    ["reviseAction", (ctx) => reviseAction(ctx, { approvalId, version: 1, payload: { text: "x" } }, lab.actions)],
    ["decideAction", (ctx) => decideAction(ctx, { approvalId, decision: "approved", version: 1 })],
    ["proposeUndo", (ctx) => proposeUndo(ctx, { approvalId }, lab.actions)],
    ["moveTask", (ctx) => moveTask(ctx, { taskId, state: "finished" })],
    ["retryExecution", (ctx) => retryExecution(ctx, { approvalId })],
    ["tellOutcome", (ctx) => tellOutcome(ctx, { approvalId, happened: true })],
    ["beginExecution", (ctx) => beginExecution(ctx, { approvalId, version: 1, lastLook: async () => null })],
    ["settleExecution", (ctx) => settleExecution(ctx, { approvalId, outcome, onExecuted: async () => undefined })],
    ["findUnsettled", (ctx) => findUnsettled(ctx, { approvalId })],
    ["askAboutUnknown", (ctx) => askAboutUnknown(ctx, { approvalId, startedAt: new Date(0).toISOString() })],
    ["resolveExecution", (ctx) => resolveExecution(asJob(ctx), { approvalId }, lab.actions)],
    ["checkReceipt", (ctx) => checkReceipt(asJob(ctx), { receiptId }, lab.actions)],
    ["recordCheck", (ctx) => recordCheck(ctx, { receiptId, check, nextCheckAt: null })],
    ["changeTask", (ctx) => changeTask(ctx, { taskId, state: "running" })],
    ["finishTask", (ctx) => finishTask(ctx, { taskId })],
    ["createTask", (ctx) => createTask(ctx, { projectId: company.projectId, title: "x", description: "" })],
  ];
  test.each(writes)("%s", async (_name, write) => {
    const before = (await world.ledger(company.workspaceId)).length;
    await expect(write(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
    await expect(write(company.stranger)).rejects.toMatchObject({ kind: "not_found" });
    expect((await world.ledger(company.workspaceId)).length).toBe(before);
  });

  test("a batch and an expiry touch nothing of another workspace", async () => {
    const { id } = await propose(company, lab);
    const items = [{ id, version: 1, decision: "approved" as const }];
    expect((await decideBatch(company.stranger, { items })).items).toMatchObject([{ status: 404 }]);
    await expireOverdue({ ...company.stranger, now: () => new Date(Date.now() + 99 * 3_600_000) });
    expect((await getApproval(company.owner, { approvalId: id })).state).toBe("pending");
  });
});

/** Parts that run in their caller's transaction: state and ledger line commit together, or neither does. */
const PARTS: [string, string[], (tx: TxCtx) => Promise<unknown>][] = [];
const part = (name: string, lines: string[], run: (tx: TxCtx) => Promise<unknown>): void =>
  void PARTS.push([name, lines, run]);

part("stageApproval", ["approval.requested"], (tx) =>
  stageApproval(tx, {
    projectId: company.projectId,
    action: { kind: "lab.notice", permission: "approvals.write", undoWindowSeconds: 0, decideWithinHours: 1 },
    input: {},
    preview: {
      title: "x",
      account: { label: "x", integration: null, shared: false },
      costCapCents: 0,
      contract: {},
      parts: [],
    },
    origin: "founder",
  }),
);
part("expireApproval", ["approval.expired"], async (tx) => {
  const { id } = await propose(company, lab, { by: tx });
  await expireApproval(tx, await requireApproval(tx, id, { lock: true }));
});
part("beginReceipt", [], (tx) =>
  beginReceipt(tx, {
    projectId: company.projectId,
    taskId: undefined,
    approvalId: prepared.unreceipted,
    actionType: "lab.notice",
    title: "x",
    contract: {},
    lookAfter: 0,
  }),
);
part("markUnknown", ["approval.execution_unknown"], async (tx) => {
  await tx.db.updateTable("approvals").set({ state: "executing" }).where("id", "=", prepared.failed).execute();
  await tx.db
    .updateTable("action_executions")
    .set({ state: "executing" })
    .where("approval_id", "=", prepared.failed)
    .execute();
  await markUnknown(tx, await requireApproval(tx, prepared.failed), "lost");
});
part("followVerdict", [], async (tx) => {
  const verdict = { approvalId: prepared.executed, verdict: "verified", words: "x" } as const;
  if (!(await asRole(tx, "checker_role", () => followVerdict(tx, verdict))))
    throw new Error("The verdict was not taken.");
});
part("endUnproven", ["task.finished"], async (tx) => endUnproven(tx, await requireTask(tx, prepared.task)));
part("awaitEvidence", ["task.started"], async (tx) => awaitEvidence(tx, await requireTask(tx, prepared.task)));
part("settleTask", ["task.failed"], (tx) => settleTask(tx, { taskId: prepared.task, evidence: ["contradicted"] }));

const prepared = { executed: "", failed: "", unreceipted: "", task: "" };

describe("parts of a transaction", () => {
  beforeAll(async () => {
    prepared.executed = await executed();
    lab.board.mode = "refuses";
    prepared.failed = await executed();
    lab.board.mode = "works";
    prepared.unreceipted = (await propose(company, lab)).id;
    prepared.task = (await createTask(company.owner, { projectId: company.projectId, title: "T", description: "" })).id;
  });

  test.each(PARTS)("%s commits its state with its ledger line, or neither", async (_name, lines, run) => {
    const since = new Date().toISOString();
    const state = async (): Promise<string> => {
      const { rows } = await world.admin.query(
        `select (select json_agg(a order by id) from (select id, state from approvals) a) as a,
          (select json_agg(t order by id) from (select id, state from tasks) t) as t, (select count(*) from receipts) as r`,
      );
      return JSON.stringify(rows);
    };
    const before = await state();
    const attempt = withTransaction(company.owner, async (tx) => {
      await run(tx);
      const said = await tx.db
        .selectFrom("project_events")
        .select("event_type")
        .where("created_at", ">", since)
        .orderBy("id", "desc")
        .limit(lines.length)
        .execute();
      expect(said.map(({ event_type }) => event_type)).toEqual(lines.toReversed());
      const counted = await countLinesSince(tx, { projectId: company.projectId, since });
      expect(counted).toBeGreaterThanOrEqual(lines.length);
      throw new Error("undo");
    });
    await expect(attempt).rejects.toThrow("undo");
    expect(await state()).toBe(before);
  });

  test("things of another workspace are not found by their ids", async () => {
    const receiptId = await receiptOf(prepared.executed);
    await withTransaction(company.stranger, async (tx) => {
      await expect(requireApproval(tx, prepared.executed)).rejects.toMatchObject({ code: "approval.not_found" });
      await expect(requireTask(tx, prepared.task)).rejects.toMatchObject({ code: "task.not_found" });
      await expect(requireReceipt(tx, receiptId)).rejects.toMatchObject({ code: "receipt.not_found" });
      expect(await verdictsOfTask(tx, prepared.task)).toEqual([]);
      expect(await listOfTask(tx, prepared.task)).toEqual([]);
      expect(await listExecutions(tx, prepared.executed)).toEqual([]);
      const of = { projectId: company.projectId, ids: [prepared.executed] };
      expect(await listLinkedLines(tx, of)).toEqual([]);
    });
  });
});

test("the sweeps find what is due in any workspace and leave the rest alone", async () => {
  const { id } = await propose(company, lab);
  await world.admin.query("update approvals set expires_at = now() - interval '1 minute' where id = $1", [id]);
  const receiptId = await receiptOf(await executed());
  await world.admin.query("update receipts set next_check_at = case when id = $1 then now() end", [receiptId]);
  await world.admin.query(
    "delete from pgboss.job where name in ('approvals.expire_overdue', 'receipts.check_receipt')",
  );
  await sweepOverdue(world.system());
  await sweepReceipts(world.system());
  const jobs = await world.jobs(company.workspaceId);
  expect(jobs.filter(({ name }) => name === "approvals.expire_overdue")).toHaveLength(1);
  expect(jobs.filter(({ name }) => name === "receipts.check_receipt").map(({ data }) => data["receiptId"])).toEqual([
    receiptId,
  ]);
  await expireOverdue(company.job);
  expect((await getApproval(company.owner, { approvalId: id })).state).toBe("expired");
});
