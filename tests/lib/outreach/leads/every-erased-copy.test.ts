import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { postMessage } from "@/lib/autopilot/chat/post-message";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { FollowDecision } from "@/lib/company/tasks/jobs";
import { createTask } from "@/lib/company/tasks/create-task";
import { Dispatch } from "@/lib/foundation/ledger/jobs";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { eraseLeads } from "@/lib/outreach/leads/erase-leads";
import { AddLead } from "@/lib/outreach/leads/schemas";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { createMailWorld, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

const LENA = "lena@buyer.example";
const OTHER = "magda-lena@buyer.example";

let world: MailWorld;
let company: Company;
beforeAll(async () => {
  world = await createMailWorld({ LOCAL_MODE: "true" });
  company = await world.company();
});
afterAll(() => world.close());

/** Each table, of all there are, with a row that holds the text, also outside another person's address. */
async function tablesThatHold(text: string): Promise<string[]> {
  const other = text === OTHER ? "" : OTHER;
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis', 'pgboss') and c.relkind = 'r' order by 1`,
  );
  const holding: string[] = [];
  for (const { name } of rows) {
    const found = await world.admin.query(
      `select from ${name} r where strpos(replace(lower(r::text), $2, ''), $1) > 0 limit 1`,
      [text, other],
    );
    if (found.rows.length > 0) holding.push(name);
  }
  return holding;
}

async function propose(payload: { to: string[]; cc?: string[]; subject: string; text: string }): Promise<string> {
  const { owner, projectId } = company;
  const { id } = await proposeAction(owner, { projectId, action_type: "email.send", payload });
  return id;
}
async function approve(approvalId: string): Promise<void> {
  const earlier = { ...company.owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId, version: 1, decision: "approved", via: "app" });
}
const execute = (approvalId: string) => executeApproval(company.job, { approvalId, version: 1 });
const detail = (approvalId: string) => getApproval(company.owner, { approvalId });
async function receiptOf(approvalId: string) {
  const { data } = await listReceipts(company.owner, { projectId: company.projectId, limit: 50 });
  const receipt = data.find(({ approval_id }) => approval_id === approvalId);
  expect(receipt).toBeDefined();
  return receipt!;
}

/** Stands for a context that was assembled and a request to a model. */
async function showToModel(text: string): Promise<void> {
  const { workspaceId, projectId } = company;
  await world.admin.query(
    `insert into context_snapshots (workspace_id, project_id, hash, context, expires_at)
     values ($1, $2, repeat('a', 64), $3, now() + interval '14 days')`,
    [workspaceId, projectId, JSON.stringify({ text })],
  );
  await world.admin.query(
    `insert into model_requests (workspace_id, project_id, call_id, step, purpose, provider, model, context_hash, context_position, status, request, response)
     values ($1, $2, $3, 1, 'chat', 'p', 'm', 'h', '1', 'completed', $4, $4)`,
    [workspaceId, projectId, randomUUID(), JSON.stringify({ text })],
  );
}

test("an erased person is in no table any more: proposals, approvals, attempts, receipts, tasks, chat, contexts", async () => {
  const { owner, projectId, workspaceId } = company;
  const { id: leadId } = await addLead(owner, AddLead.parse({ email: LENA }));
  const letter = { subject: "The plan for Lena", text: `Dear ${LENA},\n${LENA} wanted the quiet plan.` };
  const waits = await propose({ to: [LENA], ...letter });
  const queued = await propose({ to: [LENA], ...letter, subject: "Second" });
  await approve(queued);
  const sent = await propose({ to: [LENA], ...letter, subject: "Third" });
  const copied = await propose({ to: [OTHER], cc: ["Lena@Buyer.example"], ...letter, subject: "Fourth" });
  const mentions = await propose({ to: [OTHER], subject: "About a colleague", text: `Ask\n${LENA} instead.` });
  const lost = await propose({ to: [LENA], ...letter, subject: "Sixth" });
  for (const id of [sent, copied, lost]) await approve(id);
  for (const id of [sent, copied, lost]) await execute(id);
  await world.admin.query("update approvals set state = 'unknown' where id = $1", [lost]);
  await world.admin.query("update action_executions set state = 'unknown' where approval_id = $1", [lost]);
  for (const id of [sent, copied]) {
    const receipt = await checkReceipt(company.job, { receiptId: (await receiptOf(id)).id });
    expect(receipt.verdict).toBe("verified");
  }
  await createTask(owner, { projectId, title: `Call ${LENA}`, description: `About (${LENA}).` });
  await postMessage(owner, { projectId, text: `Write to ${LENA}`, client_id: "c1" });
  await showToModel(`mail from ${LENA}`);
  expect(await tablesThatHold(LENA)).toEqual(
    expect.arrayContaining([
      "public.approval_versions",
      "public.approvals",
      "public.context_snapshots",
      "public.receipts",
    ]),
  );
  const hashes = await Promise.all([waits, sent].map(async (id) => (await detail(id)).versions[0]?.content_hash));

  await eraseLeads(owner, { leadIds: [leadId], doNotContact: false });

  for (const text of [LENA, "quiet plan"]) {
    expect([text, await tablesThatHold(text)]).toEqual([text, []]);
  }
  expect(await tablesThatHold(OTHER)).toContain("public.approval_versions");
  const states = await Promise.all(
    [waits, queued, mentions, sent, copied, lost].map(async (id) => (await detail(id)).state),
  );
  expect(states).toEqual(["expired", "expired", "expired", "verified", "verified", "unknown"]);
  expect((await detail(waits)).why).toContain("A person whom it named was erased");
  expect(await Promise.all([waits, sent].map(async (id) => (await detail(id)).versions[0]?.content_hash))).toEqual(
    hashes,
  );
  const lines = (await world.ledger(workspaceId)).filter(({ event_type }) => event_type === "approval.expired");
  expect(lines).toHaveLength(3);

  // Its evidence went with the person: the verdict stays, and nothing is repeated with other bytes.
  const { id: receiptId } = await receiptOf(sent);
  expect(await checkReceipt(company.job, { receiptId })).toMatchObject({ verdict: "verified", next_check_at: null });
  await resolveExecution(company.job, { approvalId: lost });
  expect((await detail(lost)).state).toBe("unknown");
});

test("no job keeps an erased person: one that is over or about them is gone, one that mentions them goes on without the address", async () => {
  const mia = "mia@buyer.example";
  const { owner, projectId, workspaceId } = await world.company();
  const { id: leadId } = await addLead(owner, AddLead.parse({ email: mia }));
  const at = new Date().toISOString();
  const arrived = { sender: mia, subject: "Prices", ownText: "Call me" };
  const follow = {
    workspaceId,
    taskId: projectId,
    approvalId: projectId,
    title: `Write to\n${mia}`,
    decision: "denied",
    note: `Not to x${mia}, to ${mia.toUpperCase()}`,
  } as const;
  await withTransaction(owner, async (tx) => {
    for (const data of [arrived, { ...arrived, sender: "max@buyer.example" }])
      await enqueue(tx, Dispatch, { workspaceId, type: "email.inbound.processed", data, at });
    await enqueue(tx, FollowDecision, follow);
  });
  await world.admin.query(
    `insert into pgboss.job (name, data, state, completed_on, output)
     select name, data, 'completed', now(), jsonb_build_object('error', 'refused by ' || $2) from pgboss.job where data ->> 'title' = $1`,
    [follow.title, mia],
  );
  const jobs = async () =>
    (
      await world.admin.query<{ name: string; state: string; data: Record<string, unknown> }>(
        "select name, state, data from pgboss.job where data ->> 'workspaceId' = $1 and name = any($2) order by name",
        [workspaceId, [Dispatch.name, FollowDecision.name]],
      )
    ).rows;
  expect(await jobs()).toHaveLength(4);

  await eraseLeads(owner, { leadIds: [leadId], doNotContact: false });

  expect(await jobs()).toMatchObject([
    { name: Dispatch.name, state: "created", data: { data: { sender: "max@buyer.example" } } },
    {
      name: FollowDecision.name,
      state: "created",
      data: { title: "Write to\n(erased)", note: `Not to x${mia}, to (erased)` },
    },
  ]);
});

test("a workspace may replace nothing else in a sealed version, a check or a receipt", async () => {
  const { workspaceId } = company;
  const attempt = async (statement: string): Promise<string | null> => {
    await world.admin.query("begin");
    try {
      await world.admin.query("select set_config('app.current_workspace_id', $1, true)", [workspaceId]);
      await world.admin.query("set local role tenant_role");
      return await world.admin.query(statement).then(
        () => null,
        ({ code }: { code: string }) => code,
      );
    } finally {
      await world.admin.query("rollback");
    }
  };
  await propose({ to: [OTHER], subject: "Untouched", text: "Hello" });
  const untouched = "where erased_at is null";
  expect(await attempt(`update approval_versions set sealed = '{}' ${untouched}`)).toBe("23001");
  expect(await attempt(`update approval_versions set content_hash = repeat('0', 64), erased_at = now()`)).toBe("42501");
  expect(await attempt("update receipt_checks set evidence = 'x', erased_at = null")).toBe("23001");
  expect(await attempt("update receipt_checks set verdict = 'verified', erased_at = now()")).toBe("42501");
  expect(await attempt("update receipts set words = 'x', erased_at = null")).toBe("42501");
  expect(await attempt("update receipts set verdict = 'verified', erased_at = now()")).toBe("42501");
});
