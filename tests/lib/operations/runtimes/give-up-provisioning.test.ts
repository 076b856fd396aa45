import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { giveUpProvisioning } from "@/lib/operations/runtimes/give-up-provisioning";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  const { projectId, job } = company;
  await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "payment" }));
});
afterAll(() => world.close());

const giveUp = (): Promise<void> => giveUpProvisioning(company.job, { projectId: company.projectId, attempt: 1 });
const told = async (): Promise<string[]> => {
  const { rows } = await world.admin.query<{ type: string }>("select type from notifications where workspace_id = $1", [
    company.workspaceId,
  ]);
  return rows.map(({ type }) => type);
};

test("an attempt that nobody ends is ended: failed, with the parts that are left, by bell and email once, and it may begin again", async () => {
  await world.admin.query(
    `update project_provisioning_jobs set made = '{"repository": "gl-left"}' where project_id = $1`,
    [company.projectId],
  );
  for (let time = 0; time < 2; time++) await giveUp();
  expect(await getRuntime(company.owner, company)).toMatchObject({
    mode: "shared",
    status: "failed",
    resources: [{ kind: "repository", name: "gl-left" }],
    provisioning: { status: "failed", error: { message: expect.stringContaining("two hours") } },
  });
  expect(await told()).toEqual(["runtime.failed"]);
  const mails = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "runtime.mail_trouble");
  expect(mails).toMatchObject([{ data: { kind: "failed", number: 1 } }]);
  const { projectId, job } = company;
  const again = await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "retry" }));
  expect(again).toMatchObject({ started: true, attempt: 2 });
});

test("the reason why it was being undone stays the reason", async () => {
  await world.admin.query(
    `update project_provisioning_jobs set status = 'undoing', error_message = 'Git is missing.', error_code = 'repository.git_missing',
       error_step = 'create_repository' where project_id = $1`,
    [company.projectId],
  );
  await giveUp();
  const { provisioning } = await getRuntime(company.owner, company);
  expect(provisioning?.error).toMatchObject({ message: "Git is missing.", step: "create_repository" });
});

test("one whose company works on its own runtime already has succeeded, and nobody is told of a failure", async () => {
  await world.admin.query(
    `update project_runtime_instances set mode = 'dedicated', status = 'active', epoch = 1, url = 'http://127.0.0.1:9',
       commit_sha = repeat('a', 40), activated_at = now() where project_id = $1`,
    [company.projectId],
  );
  await giveUp();
  const view = await getRuntime(company.owner, company);
  expect(view).toMatchObject({ mode: "dedicated", provisioning: { status: "succeeded", error: null } });
  expect(await told()).toEqual([]);
});

test("a viewer may not, another workspace changes nothing, and nothing is written when the queue refuses", async () => {
  const of = { projectId: company.projectId, attempt: 1 };
  await expect(giveUpProvisioning(company.viewer, of)).rejects.toMatchObject({ code: "permission.missing" });
  await giveUpProvisioning({ ...company.stranger, actor: company.job.actor }, of);
  await world.withoutQueue(async () => {
    await expect(giveUp()).rejects.toThrow();
  });
  expect(await getRuntime(company.owner, company)).toMatchObject({ provisioning: { status: "running" } });
  expect(await told()).toEqual([]);
});
