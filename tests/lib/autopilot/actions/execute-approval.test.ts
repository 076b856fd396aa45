import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { retryExecution } from "@/lib/company/approvals/retry-execution";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { approved, createLab, propose, type Lab } from "../../../factories/lab-actions";
import { createTestWorld, jobCtx, type Company, type JobCtx, type TestWorld } from "../../../factories/test-world";

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

const execute = (id: string, ctx: JobCtx = company.job): Promise<void> =>
  executeApproval(ctx, { approvalId: id, version: 1 }, lab.actions);
const later = (ms: number): JobCtx => ({ ...jobCtx(company.owner), now: () => new Date(Date.now() + ms) });
const detail = (id: string) => getApproval(company.owner, { approvalId: id });
const linesOf = async (id: string): Promise<string[]> =>
  (await world.ledger(company.workspaceId))
    .filter(({ data }) => data["approval_id"] === id)
    .map(({ event_type }) => event_type);
const receiptOf = async (id: string) =>
  (await listReceipts(company.owner, { projectId: company.projectId, limit: 200 })).data.find(
    ({ approval_id }) => approval_id === id,
  );

test("an approved action is carried out once, however often its job runs, and a receipt begins without a verdict", async () => {
  const { id } = await approved(company, lab, { text: "Open on Sunday" });
  await Promise.all([execute(id), execute(id), execute(id)]);
  await execute(id);
  expect(lab.board.calls).toBe(1);
  expect([...lab.board.posted]).toEqual([[`${id}:1`, "Open on Sunday"]]);
  const { state, executions } = await detail(id);
  expect(state).toBe("executed");
  expect(executions).toMatchObject([{ attempt: 1, state: "executed", provider: "board", provider_id: `${id}:1` }]);
  expect(await receiptOf(id)).toMatchObject({ verdict: "pending", contract: { text: "Open on Sunday" } });
  // A job that meets another one at work cannot tell it from one that died, and may say so until the other one ends.
  const lines = (await linesOf(id)).filter((type) => type !== "approval.execution_unknown");
  expect(lines).toEqual([
    "approval.requested",
    "approval.decided",
    "approval.execution_queued",
    "approval.execution_started",
    "approval.execution_completed",
  ]);
});

test("the checker, not the worker, calls it verified; a later look that finds otherwise says so and tells the founder", async () => {
  const { id } = await approved(company, lab);
  await execute(id);
  const receipt = await receiptOf(id);
  const receiptId = receipt?.id ?? "";
  await checkReceipt(company.job, { receiptId }, lab.actions);
  expect((await detail(id)).state).toBe("verified");
  lab.board.posted.set(`${id}:1`, "torn down");
  const flipped = await checkReceipt(later(61_000), { receiptId }, lab.actions);
  expect(flipped).toMatchObject({ verdict: "contradicted", next_check_at: null, checks: 2 });
  expect((await detail(id)).state).toBe("contradicted");
  const types = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
  expect(types).toEqual(expect.arrayContaining(["receipt.verified", "receipt.contradicted"]));
  const { rows } = await world.admin.query("select title from notifications where type = 'receipt.contradicted'");
  expect(rows).toHaveLength(1);
});

test("a worker that lies is found out by the first look", async () => {
  lab.board.mode = "lies";
  const { id } = await approved(company, lab);
  await execute(id);
  const receiptId = (await receiptOf(id))?.id ?? "";
  expect(await checkReceipt(company.job, { receiptId }, lab.actions)).toMatchObject({ verdict: "contradicted" });
  expect((await detail(id)).state).toBe("contradicted");
});

test("only the checker's role can store a verdict: the application's own transaction cannot", async () => {
  const { id } = await approved(company, lab);
  await execute(id);
  for (const statement of [
    "update approvals set state = 'verified'",
    "update receipts set verdict = 'verified'",
    "insert into receipt_checks (workspace_id, receipt_id, name, verdict, words, evidence, evidence_sha256) select workspace_id, id, 'x', 'verified', '', '', repeat('0', 64) from receipts limit 1",
    "insert into tasks (workspace_id, project_id, title, origin, state) select workspace_id, project_id, 'x', 'founder', 'done' from approvals limit 1",
  ]) {
    await world.admin.query("begin");
    await world.admin.query("select set_config('app.current_workspace_id', $1, true)", [company.workspaceId]);
    await world.admin.query("set local role tenant_role");
    await expect(world.admin.query(statement)).rejects.toMatchObject({ code: "42501" });
    await world.admin.query("rollback");
  }
});

test("a provider that took it and died leaves it unknown, and its own record resolves that: never a second effect", async () => {
  lab.board.mode = "dies";
  const { id } = await approved(company, lab);
  await execute(id);
  expect((await detail(id)).state).toBe("unknown");
  await execute(id);
  expect(lab.board.calls).toBe(1);
  await resolveExecution(company.job, { approvalId: id }, lab.actions);
  expect((await detail(id)).state).toBe("executed");
  expect(lab.board.calls).toBe(1);
});

test("an outcome that cannot be looked up is asked of the founder after fifteen minutes, once", async () => {
  lab.board.mode = "dies";
  lab.board.remembers = false;
  const { id } = await approved(company, lab);
  await execute(id);
  const asked = async (): Promise<number> =>
    (
      await world.admin.query(
        "select from notifications where data ->> 'approval_id' = $1 and type = 'approval.unknown'",
        [id],
      )
    ).rowCount ?? 0;
  await resolveExecution(company.job, { approvalId: id }, lab.actions);
  expect(await asked()).toBe(0);
  for (const _ of [1, 2]) await resolveExecution(later(16 * 60_000), { approvalId: id }, lab.actions);
  expect(await asked()).toBe(1);
  expect((await detail(id)).state).toBe("unknown");
});

test("a look-up that breaks off each time keeps the question back no longer than fifteen minutes", async () => {
  lab.board.mode = "dies";
  const { id } = await approved(company, lab);
  await execute(id);
  const broken = {
    ...lab.actions[0],
    lookUp: () => Promise.reject(new Error("the provider is away")),
  } as Lab["actions"][number];
  const asked = async (): Promise<number> =>
    (
      await world.admin.query(
        "select from notifications where data ->> 'approval_id' = $1 and type = 'approval.unknown'",
        [id],
      )
    ).rowCount ?? 0;
  const resolve = (ctx: JobCtx) => resolveExecution(ctx, { approvalId: id }, [broken]);
  await expect(resolve(company.job)).rejects.toThrow("away");
  expect(await asked()).toBe(0);
  for (const _ of [1, 2]) await expect(resolve(later(16 * 60_000))).rejects.toThrow("away");
  expect(await asked()).toBe(1);
});

test("a process that died between writing ahead and the provider's answer leaves unknown, which is looked up", async () => {
  const { id } = await approved(company, lab);
  const dying = { ...lab.actions[0], execute: () => new Promise<never>(() => undefined) } as Lab["actions"][number];
  void executeApproval(company.job, { approvalId: id, version: 1 }, [dying]);
  await expect.poll(async () => (await detail(id)).state).toBe("executing");
  await execute(id);
  expect((await detail(id)).state).toBe("unknown");
  await resolveExecution(company.job, { approvalId: id }, lab.actions);
  expect(await detail(id)).toMatchObject({ state: "failed", executions: [{ code: "board.not_there" }] });
  expect(lab.board.calls).toBe(0);
});

test("a failure is told and can be tried again with the same bytes and the same key", async () => {
  lab.board.mode = "refuses";
  const { id } = await approved(company, lab);
  await execute(id);
  expect(await detail(id)).toMatchObject({ state: "failed", why: "The board is full." });
  const { rows } = await world.admin.query("select title from notifications where data ->> 'approval_id' = $1", [id]);
  expect(rows).toEqual([{ title: expect.stringContaining("The board is full.") }]);
  lab.board.mode = "works";
  await retryExecution(company.owner, { approvalId: id });
  await execute(id);
  expect(await detail(id)).toMatchObject({ state: "executed", executions: [{ attempt: 2 }, { attempt: 1 }] });
  expect([...lab.board.posted.keys()]).toEqual([`${id}:1`]);
  await expect(retryExecution(company.owner, { approvalId: id })).rejects.toMatchObject({
    code: "approval.not_failed",
  });
});

test("bytes that are out of date are sent back to be written anew, and one that waited too long expires", async () => {
  lab.board.outdated = "Lena asked for no more email.";
  const { id } = await approved(company, lab);
  await execute(id);
  expect(await detail(id)).toMatchObject({ state: "revised", why: "Lena asked for no more email." });
  lab.board.outdated = null;
  const { id: late } = await approved(company, lab);
  await execute(late, later(49 * 3_600_000));
  expect((await detail(late)).state).toBe("expired");
  expect(lab.board.calls).toBe(0);
});

test("bytes that were changed behind the seal after the approval are not carried out; the same text in another Unicode form is", async () => {
  const tamper = async (id: string, change: string): Promise<void> => {
    await world.admin.query("begin; set local session_replication_role = replica");
    await world.admin.query(`update approval_versions set sealed = ${change} where approval_id = $1`, [id]);
    await world.admin.query("commit");
  };
  const changes = [
    `jsonb_set(sealed, '{input,text}', '"Café!"')`,
    `jsonb_set(sealed, '{input,cc}', '["eve@evil.example"]')`,
    `jsonb_set(sealed, '{account,label}', '"another account"')`,
    `jsonb_set(sealed, '{cost_cap_cents}', '1')`,
  ];
  for (const change of changes) {
    const { id } = await approved(company, lab, { text: "Café" });
    await tamper(id, change);
    await execute(id);
    expect(await detail(id)).toMatchObject({ state: "revised", why: expect.stringContaining("not those that were") });
  }
  expect(lab.board.calls).toBe(0);
  const { id } = await approved(company, lab, { text: "Café" });
  await tamper(id, `jsonb_set(sealed, '{input,text}', to_jsonb(normalize(sealed #>> '{input,text}', NFD)))`);
  await execute(id);
  expect((await detail(id)).state).toBe("executed");
});

test("in a frozen workspace an approved action says that it is held and why, a waiting one keeps its deadline, and the list counts both", async () => {
  const frozen = await world.company();
  const looking = { ...frozen.owner, whileFrozen: true } as const;
  const setStatus = (status: string, reason: string | null) =>
    world.admin.query("update workspaces set status = $2, frozen_reason = $3, frozen_at = now() where id = $1", [
      frozen.workspaceId,
      status,
      reason,
    ]);
  const [queued, done] = [await approved(frozen, lab), await approved(frozen, lab)];
  await executeApproval(frozen.job, { approvalId: done.id, version: 1 }, lab.actions);
  const waiting = await propose(frozen, lab);
  await setStatus("frozen", "Too many bounces");
  const of = async (id: string) => getApproval(looking, { approvalId: id });
  expect(await of(queued.id)).toMatchObject({ state: "queued", held: { reason: "Too many bounces" } });
  expect(await of(waiting.id)).toMatchObject({ state: "pending", held: null, expires_at: waiting.expires_at });
  expect(await of(done.id)).toMatchObject({ state: "executed", held: null });
  const list = await listApprovals(looking, { projectId: frozen.projectId, limit: 50 });
  expect(list.data.map(({ id, held }) => [id, held?.reason ?? null])).toEqual([
    [waiting.id, null],
    [done.id, null],
    [queued.id, "Too many bounces"],
  ]);
  await setStatus("active", null);
  expect(await of(queued.id)).toMatchObject({ state: "queued", held: null });
  const late = { ...frozen.owner, now: () => new Date(Date.parse(waiting.expires_at) + 1) };
  const decision = { approvalId: waiting.id, version: 1, decision: "approved", via: "app" } as const;
  await expect(decideApproval(late, decision)).rejects.toMatchObject({ code: "approval.expired" });
});

test("in a frozen workspace nothing is carried out; afterwards only an approval whose deadline has not passed is", async () => {
  const frozen = await world.company();
  const run = (id: string, afterMs: number): Promise<void> =>
    executeApproval(
      { ...frozen.job, now: () => new Date(Date.now() + afterMs) },
      { approvalId: id, version: 1 },
      lab.actions,
    );
  const stateOf = async (id: string) => (await getApproval(frozen.owner, { approvalId: id })).state;
  const setStatus = (status: string) =>
    world.admin.query("update workspaces set status = $2 where id = $1", [frozen.workspaceId, status]);
  const [soon, late] = [await approved(frozen, lab), await approved(frozen, lab)];
  await setStatus("frozen");
  for (const { id } of [soon, late]) await expect(run(id, 0)).rejects.toMatchObject({ code: "workspace.frozen" });
  await setStatus("active");
  expect([lab.board.calls, await stateOf(soon.id), await stateOf(late.id)]).toEqual([0, "queued", "queued"]);
  await run(soon.id, 3_600_000);
  await run(late.id, 30 * 86_400_000);
  expect([lab.board.calls, await stateOf(soon.id), await stateOf(late.id)]).toEqual([1, "executed", "expired"]);
});
