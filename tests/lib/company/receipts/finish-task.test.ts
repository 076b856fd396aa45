import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { finishTask } from "@/lib/company/receipts/finish-task";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import type { Receipt } from "@/lib/company/receipts/schemas";
import { changeTask } from "@/lib/company/tasks/change-task";
import { createTask } from "@/lib/company/tasks/create-task";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import type { Task } from "@/lib/company/tasks/schemas";
import { agentOf, approved, createLab, propose } from "../../../factories/lab-actions";
import { createTestWorld, jobCtx, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let site: Server;
let answer: { status: number; headers?: Record<string, string>; body: string };
let url: string;
beforeAll(async () => {
  site = createServer((_request, response) => {
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  world = await createTestWorld({ LOCAL_MODE: "true", APP_URL: url });
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  site.close();
});

const taskIn = async (id: string): Promise<Task | undefined> =>
  (await listTasks(company.owner, { projectId: company.projectId, limit: 200 })).data.find((task) => task.id === id);
const receipts = async (taskId: string): Promise<Receipt[]> =>
  (await listReceipts(company.owner, { projectId: company.projectId, limit: 200 })).data.filter(
    ({ task_id }) => task_id === taskId,
  );

test("a page that was claimed is done only while everybody can read its marker", async () => {
  const contract = { check: "page", url, marker: "build-7f3a" } as const;
  const { id } = await createTask(company.owner, {
    projectId: company.projectId,
    title: "Publish the page",
    description: "",
    contract,
  });
  const seen: unknown[] = [];
  for (const next of [
    { status: 200, body: "build-0001" },
    { status: 401, body: "" },
    { status: 200, body: "<meta name=build content=build-7f3a>" },
  ]) {
    answer = next;
    await finishTask(company.owner, { taskId: id });
    const [receipt] = await receipts(id);
    seen.push((await checkReceipt(company.job, { receiptId: receipt?.id ?? "" })).verdict, (await taskIn(id))?.state);
  }
  expect(seen).toEqual(["contradicted", "failed", "unverifiable", "needs_you", "verified", "done"]);

  answer = { status: 200, body: "build-0001" };
  const [receipt] = await receipts(id);
  const tomorrow = { ...jobCtx(company.owner), now: () => new Date(Date.now() + 86_401_000) };
  expect(await checkReceipt(tomorrow, { receiptId: receipt?.id ?? "" })).toMatchObject({ verdict: "contradicted" });
  expect((await taskIn(id))?.state).toBe("failed");
  const { rows } = await world.admin.query("select title from notifications where data ->> 'receipt_id' = $1", [
    receipt?.id,
  ]);
  expect(rows).toHaveLength(1);
});

test("another server of this machine is never looked at for a task, also behind a redirect of our own", async () => {
  const other = createServer((_request, response) => response.end("build-7f3a"));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  answer = { status: 302, headers: { location: elsewhere }, body: "" };
  for (const asked of [elsewhere, url]) {
    const contract = { check: "page", url: asked, marker: "build-7f3a" } as const;
    const task = { projectId: company.projectId, title: "Look around", description: "", contract };
    const { id } = await createTask(company.owner, task);
    await finishTask(company.owner, { taskId: id });
    const [receipt] = await receipts(id);
    expect(await checkReceipt(company.job, { receiptId: receipt?.id ?? "" })).toMatchObject({
      verdict: "unverifiable",
    });
  }
  other.close();
});

test("a task with actions is done when each receipt is verified, and waits for one that is open", async () => {
  const lab = createLab();
  const { id: taskId } = await createTask(company.owner, {
    projectId: company.projectId,
    title: "Two notices",
    description: "",
  });
  const first = await approved(company, lab, { taskId });
  const second = await propose(company, lab, { taskId });
  await executeApproval(company.job, { approvalId: first.id, version: 1 }, lab.actions);
  const look = async (approvalId: string): Promise<void> => {
    const { data } = await listReceipts(company.owner, { projectId: company.projectId, limit: 200 });
    await checkReceipt(
      company.job,
      { receiptId: data.find((each) => each.approval_id === approvalId)?.id ?? "" },
      lab.actions,
    );
  };
  await look(first.id);
  expect((await taskIn(taskId))?.state).toBe("accepted");
  await decideApproval(
    { ...company.owner, now: () => new Date(Date.now() - 31_000) },
    { approvalId: second.id, version: 1, decision: "approved", via: "app" },
  );
  await executeApproval(company.job, { approvalId: second.id, version: 1 }, lab.actions);
  await look(second.id);
  expect(await taskIn(taskId)).toMatchObject({ state: "done", why: "Its receipts are verified." });
});

test("with nothing to verify a task is finished, which is not done", async () => {
  const { id } = await createTask(company.owner, { projectId: company.projectId, title: "Think", description: "" });
  expect(await finishTask(company.owner, { taskId: id })).toMatchObject({
    state: "finished",
    why: "Nothing to verify.",
  });
  await expect(finishTask(company.owner, { taskId: id })).rejects.toMatchObject({ code: "task.illegal_transition" });
});

test("an agent's task waits for a person, who alone accepts it", async () => {
  const agent = agentOf(company);
  const permissions = new Set([
    ...(agent.actor.type === "agent" ? agent.actor.permissions : []),
    "tasks.write" as const,
  ]);
  const writing = { ...agent, actor: { ...agent.actor, permissions } } as typeof agent;
  const task = await createTask(writing, { projectId: company.projectId, title: "Call Lena", description: "" });
  expect(task).toMatchObject({ state: "proposed", agent: "night_shift", origin: "night_shift" });
  await expect(changeTask(writing, { taskId: task.id, state: "accepted" })).rejects.toMatchObject({
    code: "task.person_needed",
  });
  expect(await changeTask(company.owner, { taskId: task.id, state: "accepted" })).toMatchObject({ state: "accepted" });
});
