import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { getTask } from "@/lib/company/receipts/get-task";
import { getTrace } from "@/lib/company/receipts/get-trace";
import { createTask } from "@/lib/company/tasks/create-task";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { approved, createLab } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
const lab = createLab();
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("from a recommendation, a task, a proposal, an attempt or a receipt one finds the others, and every line about them", async () => {
  const { projectId } = company;
  const recommendationId = randomUUID();
  const wanted = { projectId, title: "Tell the town", description: "", recommendationId };
  const task = await createTask(company.owner, wanted);
  const { id: approvalId } = await approved(company, lab, { taskId: task.id });
  await executeApproval(company.job, { approvalId, version: 1 }, lab.actions);
  const { receipt } = await getTrace(company.owner, { approvalId });
  await checkReceipt(company.job, { receiptId: receipt?.id ?? "" }, lab.actions);

  const trace = await getTrace(company.owner, { approvalId });
  expect(trace).toMatchObject({
    recommendation_id: recommendationId,
    task: { id: task.id, state: "done" },
    approval: { id: approvalId, state: "verified" },
    executions: [{ state: "executed" }],
    receipt: { id: receipt?.id, verdict: "verified" },
  });
  expect(trace.events.map(({ type }) => type)).toEqual([
    "task.proposed",
    "task.accepted",
    "approval.requested",
    "approval.decided",
    "approval.execution_queued",
    "approval.execution_started",
    "approval.execution_completed",
    "receipt.verified",
    "task.finished",
  ]);
  expect(await getTask(company.owner, { taskId: task.id })).toMatchObject({
    approvals: [{ id: approvalId }],
    receipts: [],
  });

  const five = {
    recommendation: recommendationId,
    task: task.id,
    approval: approvalId,
    execution: trace.executions[0]?.id ?? "",
    receipt: receipt?.id ?? "",
  };
  for (const id of Object.values(five)) {
    const { data } = await listEvents(company.owner, { projectId, link: id, limit: 50 });
    const links = data.flatMap((line) => (line.data as { links: { rel: string; id: string }[] }).links);
    expect(Object.fromEntries(links.map((link) => [link.rel, link.id]))).toEqual(five);
  }
  const { data: jobs } = await listEvents(company.owner, { projectId, actor: "job", limit: 50 });
  expect(new Set(jobs.map(({ actor_type }) => actor_type))).toEqual(new Set(["job"]));
});
