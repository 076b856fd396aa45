import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createProject } from "@/lib/company/projects/create-project";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { SubscriptionChanged, SubscriptionPaid } from "@/lib/metering/billing/events";
import { followPayment } from "@/lib/operations/runtimes/follow-payment";
import { env } from "@/lib/platform/env";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { dedicatedAt } from "./dedicated";
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

const instance = async (): Promise<unknown> =>
  (
    await world.admin.query(
      "select mode, status, epoch, retire_at > now() + interval '29 days' as kept from project_runtime_instances where project_id = $1",
      [company.projectId],
    )
  ).rows[0];
const endPayment = (): Promise<unknown> =>
  world.admin.query("update subscriptions set status = 'canceled', is_paid = false where workspace_id = $1", [
    company.workspaceId,
  ]);

test("when the payment ends, the work is shared again and the runtime is kept for 30 days, told once; a payment brings it back", async () => {
  await pay(world, company);
  await dedicatedAt(world, company, "http://127.0.0.1:9");
  await world.admin.query(
    "update project_provisioning_jobs set status = 'succeeded', ended_at = now() where project_id = $1",
    [company.projectId],
  );
  await world.admin.query("update subscriptions set status = 'past_due' where workspace_id = $1", [
    company.workspaceId,
  ]);
  await followPayment(company.job);
  expect(await instance()).toMatchObject({ mode: "dedicated", status: "active", epoch: 1 });
  await endPayment();
  for (let time = 0; time < 3; time++) await followPayment(company.job);
  expect(await instance()).toEqual({ mode: "shared", status: "retiring", epoch: 2, kept: true });
  const { rows } = await world.admin.query("select type from notifications where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows).toEqual([{ type: "runtime.retiring" }]);
  await pay(world, company);
  await followPayment(company.job);
  expect(await instance()).toMatchObject({ status: "requested", kept: null });
});

test("a runtime that an administrator activated stays when a payment ends", async () => {
  await pay(world, company);
  await dedicatedAt(world, company, "http://127.0.0.1:9");
  await world.admin.query("update project_provisioning_jobs set cause = 'admin' where project_id = $1", [
    company.projectId,
  ]);
  await endPayment();
  await followPayment(company.job);
  expect(await instance()).toMatchObject({ mode: "dedicated", status: "active" });
});

test.each(["unpaid", "canceled", "paused"])("a subscription that is %s leads here", async (to) => {
  await withTransaction(company.job, (tx) => appendEvent(tx, SubscriptionChanged, { from: "active", to }));
  expect(await world.jobs(company.workspaceId)).toMatchObject([{ name: "runtime.follow_payment" }]);
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
