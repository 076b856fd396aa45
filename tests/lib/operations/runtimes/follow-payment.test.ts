import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createProject } from "@/lib/company/projects/create-project";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { SubscriptionPaid } from "@/lib/metering/billing/events";
import { followPayment } from "@/lib/operations/runtimes/follow-payment";
import { env } from "@/lib/platform/env";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { pay } from "./pay";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterEach(() => {
  env().FEATURE_POST_PAYMENT_PROVISIONING = true;
});
afterAll(() => world.close());

const runs = async (): Promise<unknown[]> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "runtime.provision_project");

test("each company of the workspace gets a runtime, once, however often the payment is told", async () => {
  await createProject(company.founder, { name: "Second", workspace_id: company.workspaceId });
  await pay(world, company);
  for (let time = 0; time < 3; time++) await followPayment(company.job);
  expect(await runs()).toHaveLength(2);
});

test("nothing begins for a workspace that does not pay, in a trial, or where the feature is off", async () => {
  await followPayment(company.job);
  await pay(world, company);
  await world.admin.query("update subscriptions set status = 'trialing', is_paid = false where workspace_id = $1", [
    company.workspaceId,
  ]);
  await followPayment(company.job);
  await pay(world, company);
  env().FEATURE_POST_PAYMENT_PROVISIONING = false;
  await followPayment(company.job);
  expect(await runs()).toEqual([]);
});

test("the first payment of a subscription leads here", async () => {
  await withTransaction(company.job, (tx) => appendEvent(tx, SubscriptionPaid, { plan: "pro" }));
  expect(await world.jobs(company.workspaceId)).toMatchObject([
    { name: "runtime.follow_payment", data: { workspaceId: company.workspaceId } },
  ]);
});

test("a viewer may not", async () => {
  await expect(followPayment(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
