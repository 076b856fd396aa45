import { afterAll, beforeAll, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { reviseAction } from "@/lib/autopilot/actions/revise-action";
import { beginExecution } from "@/lib/company/approvals/begin-execution";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import type { Outcome } from "@/lib/company/approvals/define-action";
import { retryExecution } from "@/lib/company/approvals/retry-execution";
import type { ApprovalState } from "@/lib/company/approvals/schemas";
import { settleExecution } from "@/lib/company/approvals/settle-execution";
import { APPROVAL_TRANSITIONS } from "@/lib/company/approvals/transitions";
import { finishTask } from "@/lib/company/receipts/finish-task";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { recordCheck } from "@/lib/company/receipts/record-check";
import { changeTask } from "@/lib/company/tasks/change-task";
import { createTask } from "@/lib/company/tasks/create-task";
import type { TaskState } from "@/lib/company/tasks/schemas";
import { settleTask } from "@/lib/company/tasks/settle-task";
import { TASK_TRANSITIONS } from "@/lib/company/tasks/transitions";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { approved, createLab, propose, type Lab } from "../../factories/lab-actions";
import { createTestWorld, jobCtx, type Company, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let company: Company;
let lab: Lab;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  lab = createLab();
  // Every change of a state, noted by the database itself with its transaction.
  await world.admin.query(`
    create table public.seen_changes (kind text, id uuid, "from" text, "to" text, xact xid8 default pg_current_xact_id());
    create function public.note_change() returns trigger language plpgsql security definer as $$
    begin
      insert into public.seen_changes (kind, id, "from", "to") values (tg_table_name, new.id, old.state, new.state);
      return null;
    end $$;
    create trigger note_change after update on public.tasks for each row
      when (old.state is distinct from new.state) execute function public.note_change();
    create trigger note_change after update on public.approvals for each row
      when (old.state is distinct from new.state or old.version <> new.version) execute function public.note_change()`);
});
afterAll(() => world.close());

const LATE_MS = 60 * 86_400_000;
const later = (ms = LATE_MS): ReturnType<typeof jobCtx> => ({
  ...jobCtx(company.owner),
  now: () => new Date(Date.now() + ms),
});
const columnOf = async (table: "approvals" | "tasks", id: string): Promise<string> =>
  (await world.admin.query<{ state: string }>(`select state from ${table} where id = $1`, [id])).rows[0]?.state ?? "";

const decide = (id: string, decision: "approved" | "denied" | "revised", by: WorkspaceCtx = company.owner) =>
  decideApproval(by, { approvalId: id, version: 1, decision, via: "app" });
const begin = (id: string) => beginExecution(company.job, { approvalId: id, version: 1, lastLook: async () => null });
const EXECUTED: Outcome = { status: "executed", provider: "board", providerId: "x", words: "It hangs.", observed: {} };
const FAILED: Outcome = { status: "failed", provider: "board", code: "board.full", words: "The board is full." };
const settle = (approvalId: string, outcome: Outcome) =>
  settleExecution(company.job, { approvalId, outcome, onExecuted: async () => undefined });
async function carriedOut(mode: Lab["board"]["mode"]): Promise<string> {
  const { id } = await approved(company, lab);
  lab.board.mode = mode;
  await executeApproval(company.job, { approvalId: id, version: 1 }, lab.actions);
  lab.board.mode = "works";
  return id;
}
async function judge(id: string, verdict: "verified" | "contradicted" | "unverifiable"): Promise<unknown> {
  const { data } = await listReceipts(company.owner, { projectId: company.projectId, limit: 200 });
  const receiptId = data.find(({ approval_id }) => approval_id === id)?.id ?? "";
  const check = { verdict, check: "x", words: "x", observed: {}, evidence: "x" };
  return recordCheck(company.job, { receiptId, check, nextCheckAt: null });
}
const judged = async (verdict: Parameters<typeof judge>[1]): Promise<string> => {
  const id = await carriedOut("works");
  await judge(id, verdict);
  return id;
};

/** An approval in each state that outlasts a transaction. */
const APPROVAL_IN: Partial<Record<ApprovalState, () => Promise<string>>> = {
  pending: async () => (await propose(company, lab)).id,
  revised: async () => {
    const { id } = await propose(company, lab);
    await decide(id, "revised");
    return id;
  },
  queued: async () => (await approved(company, lab)).id,
  executing: async () => {
    const { id } = await approved(company, lab);
    await begin(id);
    return id;
  },
  executed: () => carriedOut("works"),
  failed: () => carriedOut("refuses"),
  unknown: () => carriedOut("dies"),
  verified: () => judged("verified"),
  contradicted: () => judged("contradicted"),
  unverifiable: () => judged("unverifiable"),
};
const APPROVAL_TO: Record<ApprovalState, (id: string, from: ApprovalState) => Promise<unknown>> = {
  pending: (id) =>
    reviseAction(company.owner, { approvalId: id, version: 1, payload: { text: "another" } }, lab.actions),
  // The same commit queues it.
  approved: (id) => decide(id, "approved"),
  queued: (id) => retryExecution(company.owner, { approvalId: id }),
  denied: (id) => decide(id, "denied"),
  revised: (id) => decide(id, "revised"),
  expired: async (id, from) =>
    from === "queued"
      ? executeApproval(later(), { approvalId: id, version: 1 }, lab.actions)
      : expect(decide(id, "approved", { ...company.owner, now: later().now })).rejects.toMatchObject({
          code: "approval.expired",
        }),
  executing: begin,
  executed: (id, from) =>
    from === "unknown" ? resolveExecution(company.job, { approvalId: id }, lab.actions) : settle(id, EXECUTED),
  failed: async (id, from) => {
    if (from !== "unknown") return settle(id, FAILED);
    lab.board.posted.delete(`${id}:1`);
    return resolveExecution(company.job, { approvalId: id }, lab.actions);
  },
  unknown: begin,
  verified: (id) => judge(id, "verified"),
  contradicted: (id) => judge(id, "contradicted"),
  unverifiable: (id) => judge(id, "unverifiable"),
};

const settleBy = (taskId: string, verdict: "verified" | "contradicted" | "unverifiable") =>
  withTransaction(company.job, (tx) => settleTask(tx, { taskId, evidence: [verdict] }));
const TASK_TO: Record<Exclude<TaskState, "proposed">, (taskId: string) => Promise<unknown>> = {
  accepted: (taskId) => changeTask(company.owner, { taskId, state: "accepted" }),
  running: (taskId) => changeTask(company.owner, { taskId, state: "running" }),
  dismissed: (taskId) => changeTask(company.owner, { taskId, state: "dismissed" }),
  finished: (taskId) => finishTask(company.owner, { taskId }),
  done: (taskId) => settleBy(taskId, "verified"),
  failed: (taskId) => settleBy(taskId, "contradicted"),
  needs_you: (taskId) => settleBy(taskId, "unverifiable"),
};
async function taskIn(state: TaskState): Promise<string> {
  const permissions = new Set(["tasks.write", "tasks.read", "projects.read"] as const);
  const by: WorkspaceCtx = {
    ...company.owner,
    actor: { type: "agent", agent: "chat", onBehalfOf: "user_x", permissions },
  };
  const task = { projectId: company.projectId, title: "Tell the neighbours", description: "" };
  const { id } = await createTask(state === "proposed" ? by : company.owner, task);
  if (state !== "proposed" && state !== "accepted") await TASK_TO[state](id);
  return id;
}

const edgesOf = <S extends string>(table: Record<S, readonly S[]>): [from: S, to: S][] =>
  (Object.entries(table) as [S, readonly S[]][]).flatMap(([from, all]) => all.map((to): [S, S] => [from, to]));
type Change = { edge: string; changes: number; lines: number };
/** The changes that the database noted, by thing and commit. */
const seenOf = async (kind: "approvals" | "tasks"): Promise<Change[]> =>
  (
    await world.admin.query<Change>(
      `select string_agg(c."from" || ' to ' || c."to", ',') as edge, count(*)::int as changes,
        (select count(*)::int from project_events e
         where e.xact_id = c.xact and case c.kind
           when 'tasks' then e.event_type like 'task.%' and e.data ->> 'task_id' = c.id::text
           else e.event_type similar to '(approval|receipt).%' and e.data ->> 'approval_id' = c.id::text end) as lines
       from seen_changes c where c.kind = $1 group by c.kind, c.id, c.xact`,
      [kind],
    )
  ).rows;

function expectOneLineEach(seen: Change[], legal: [string, string][]): void {
  expect(seen.filter(({ changes, lines }) => changes !== lines)).toEqual([]);
  const made = new Set(seen.flatMap(({ edge }) => edge.split(",")));
  expect([...made].toSorted()).toEqual(legal.map(([from, to]) => `${from} to ${to}`).toSorted());
}

test("each legal transition of an approval can be made, and has exactly one line of the ledger in its own commit", async () => {
  // `approved` is left in the commit that enters it.
  for (const [from, to] of edgesOf(APPROVAL_TRANSITIONS).filter(([state]) => state !== "approved")) {
    const id = (await APPROVAL_IN[from]?.()) ?? "";
    const before = await columnOf("approvals", id);
    await APPROVAL_TO[to](id, from);
    const after = to === "approved" ? "queued" : to;
    expect([before, await columnOf("approvals", id)]).toEqual([from, after]);
  }
  expectOneLineEach(await seenOf("approvals"), edgesOf(APPROVAL_TRANSITIONS));
});

test("each legal transition of a task can be made, and has exactly one line of the ledger in its own commit", async () => {
  for (const [from, to] of edgesOf(TASK_TRANSITIONS)) {
    const id = await taskIn(from);
    const before = await columnOf("tasks", id);
    await TASK_TO[to as Exclude<TaskState, "proposed">](id);
    expect([before, await columnOf("tasks", id)]).toEqual([from, to]);
  }
  expectOneLineEach(await seenOf("tasks"), edgesOf(TASK_TRANSITIONS));
});
