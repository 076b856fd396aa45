import { afterAll, beforeAll, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { RuntimeParts } from "@/lib/operations/runtimes/schemas";
import { tellProvisioningFailed } from "@/lib/operations/runtimes/tell-provisioning-failed";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the founder reads the reason, the advice and what is left in the ledger and at the bell, and an email is due", async () => {
  const { projectId, workspaceId, job } = await world.company();
  await withTransaction(job, async (tx) => {
    await beginProvisioning(tx, { projectId, cause: "payment" });
    await tellProvisioningFailed(tx, {
      projectId,
      attempt: 1,
      step: "create_repository",
      error: "Git is missing.",
      advice: "Install it.",
      made: RuntimeParts.parse({ repository: "gl-left" }),
    });
  });
  const line = (await world.ledger(workspaceId)).find(({ event_type }) => event_type === "runtime.provisioning_failed");
  expect(line?.message).toMatch(/Git is missing\..*Install it\..*Left over: repository gl-left/);
  const { rows } = await world.admin.query("select type, data from notifications where workspace_id = $1", [
    workspaceId,
  ]);
  expect(rows).toMatchObject([{ type: "runtime.failed", data: { excerpt: "Git is missing. Install it." } }]);
  const mails = (await world.jobs(workspaceId)).filter(({ name }) => name === "runtime.mail_trouble");
  expect(mails).toMatchObject([{ data: { projectId, kind: "failed", number: 1 } }]);
});
