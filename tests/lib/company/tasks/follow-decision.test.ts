import { afterAll, beforeAll, expect, test } from "vitest";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import type { DecideApproval } from "@/lib/company/approvals/schemas";
import { createTask } from "@/lib/company/tasks/create-task";
import { followDecision } from "@/lib/company/tasks/follow-decision";
import { FollowDecision } from "@/lib/company/tasks/jobs";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import { createLab, propose, type Lab } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let lab: Lab;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  lab = createLab();
});
afterAll(() => world.close());

async function task(): Promise<string> {
  const { owner, projectId } = company;
  return (await createTask(owner, { projectId, title: "Tell the neighbours", description: "" })).id;
}
const stateOf = async (id: string) => {
  const { data } = await listTasks(company.owner, { projectId: company.projectId, limit: 200 });
  const found = data.find((one) => one.id === id);
  return [found?.state, found?.why];
};

/** Decides, and does the jobs that follow it, each twice. */
async function decide(approvalId: string, decision: DecideApproval["decision"]): Promise<void> {
  await decideApproval(company.owner, { approvalId, version: 1, decision, note: "Too loud", via: "app" });
  const jobs = (await world.jobs(company.workspaceId)).filter(
    ({ name, data }) => name === FollowDecision.name && data["approvalId"] === approvalId,
  );
  for (const { data } of [...jobs, ...jobs]) await followDecision(company.job, FollowDecision.payload.parse(data));
}
const told = async (taskId: string, type: string) =>
  (await world.ledger(company.workspaceId)).filter(
    ({ event_type, data }) => event_type === type && data["task_id"] === taskId,
  );

test("a denied proposal closes its task, once nothing else of it is open, with the note", async () => {
  const taskId = await task();
  const [first, second] = [await propose(company, lab, { taskId }), await propose(company, lab, { taskId })];
  await decide(first.id, "denied");
  expect((await stateOf(taskId))[0]).toBe("accepted");
  await decide(second.id, "denied");
  expect(await stateOf(taskId)).toEqual(["dismissed", `“${second.title}” was denied: Too loud`]);
  expect(await told(taskId, "task.dismissed")).toHaveLength(1);
});

test("a proposal that is sent back makes its task ask for another version, and the founder is told once", async () => {
  const taskId = await task();
  const { id, title } = await propose(company, lab, { taskId });
  await decide(id, "revised");
  expect(await stateOf(taskId)).toEqual(["needs_you", `“${title}” was sent back for another version: Too loud`]);
  const lines = await told(taskId, "task.needs_you");
  expect(lines).toHaveLength(1);
  const { rows } = await world.admin.query("select title from notifications where data ->> 'task_id' = $1", [taskId]);
  expect(rows).toEqual([{ title: expect.stringContaining("asks for another version") }]);
});

test("an approval wakes no task, and the founder's note stays out of the ledger", async () => {
  const taskId = await task();
  const { id } = await propose(company, lab, { taskId });
  await decide(id, "approved");
  expect((await stateOf(taskId))[0]).toBe("accepted");
  expect(JSON.stringify(await world.ledger(company.workspaceId))).not.toContain("Too loud");
});

test("it takes the right to change tasks", async () => {
  const taskId = await task();
  const wanted = {
    workspaceId: company.workspaceId,
    taskId,
    approvalId: taskId,
    title: "x",
    decision: "denied",
    note: null,
  } as const;
  await expect(followDecision(company.viewer, wanted)).rejects.toMatchObject({ code: "permission.missing" });
});
