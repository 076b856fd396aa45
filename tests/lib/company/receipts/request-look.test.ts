import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { getTrace } from "@/lib/company/receipts/get-trace";
import { CheckReceipt } from "@/lib/company/receipts/jobs";
import { requestLook } from "@/lib/company/receipts/request-look";
import { withTransaction } from "@/lib/platform/transaction";
import { approved, createLab } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("news has the receipt of an action looked at in the same commit, and is nothing to one without a receipt or of another workspace", async () => {
  const lab = createLab();
  const { id: approvalId } = await approved(company, lab);
  await executeApproval(company.job, { approvalId, version: 1 }, lab.actions);
  const { receipt } = await getTrace(company.owner, { approvalId });
  const looks = async () =>
    (await world.jobs(company.workspaceId))
      .filter(({ name }) => name === CheckReceipt.name)
      .map(({ data }) => data["receiptId"]);
  // The first look is over.
  await world.admin.query("delete from pgboss.job where name = $1", [CheckReceipt.name]);

  await withTransaction(company.stranger, (tx) => requestLook(tx, { approvalId }));
  await withTransaction(company.job, (tx) => requestLook(tx, { approvalId: randomUUID() }));
  const broken = withTransaction(company.job, async (tx) => {
    await requestLook(tx, { approvalId });
    throw new Error("undo");
  });
  await expect(broken).rejects.toThrow("undo");
  expect(await looks()).toEqual([]);
  for (const _ of [1, 2]) await withTransaction(company.job, (tx) => requestLook(tx, { approvalId }));
  expect(await looks()).toEqual([receipt?.id]);
});
