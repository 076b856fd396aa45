import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { readReplies } from "@/lib/outreach/mailbox/read-replies";
import { createProject } from "@/lib/company/projects/create-project";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { addMember, type Company } from "../../../factories/test-world";
import { createIgnitionWorld, PLAN, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
let company: Company;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
beforeEach(async () => {
  company = await world.readyCompany();
});
afterAll(() => world.close());

const launch = (ctx = company.owner): ReturnType<typeof launchIgnition> =>
  launchIgnition(ctx, { workspace_id: ctx.workspaceId });
const runs = async (): Promise<unknown[]> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "ignition.run_ignition");
const setStatus = (status: string): Promise<unknown> =>
  world.admin.query("update genesis.ignition_state set status = $2 where workspace_id = $1", [
    company.workspaceId,
    status,
  ]);

test("starts: steps are pending, a draft campaign is made, one job waits, the ledger says so", async () => {
  expect(await launch()).toEqual({ started: true, state: "pending", warnings: [] });
  const view = await getIgnitionStatus(company.viewer);
  expect(view.steps.map(({ name, status }) => [name, status])).toEqual(PLAN.map((name) => [name, "pending"]));
  expect((await listCampaigns(company.owner, { limit: 5 })).data).toMatchObject([
    { id: view.campaign_id, status: "draft", mail_provider: "smtp" },
  ]);
  expect(await runs()).toMatchObject([{ data: { workspaceId: company.workspaceId, attempt: 1 } }]);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({ message: "Launch started." });
});

test("an account without a mailbox for replies is launched with a warning, until a founder confirms that they read replies", async () => {
  await world.admin.query(
    "update genesis.email_provider_config set uses_test_mailbox = false where workspace_id = $1",
    [company.workspaceId],
  );
  expect(await launch()).toMatchObject({ warnings: [expect.stringMatching(/^No mailbox for replies is connected/)] });
  await setStatus("cancelled");
  await readReplies(company.owner, { read_by_founder: true });
  expect(await launch()).toMatchObject({ started: true, warnings: [] });
});

test("ten at once: one starts, the others are told that it runs, one campaign and one job exist", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => launch()));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
  for (const reason of refused) expect(reason).toMatchObject({ kind: "conflict", code: "ignition.in_progress" });
  expect((await listCampaigns(company.owner, { limit: 5 })).data).toHaveLength(1);
  expect(await runs()).toHaveLength(1);
});

test.each(["pending", "partition_creating", "activating", "rollback_in_progress"])(
  "while it is %s: 409",
  async (status) => {
    await launch();
    await setStatus(status);
    await expect(launch()).rejects.toMatchObject({ code: "ignition.in_progress", details: { state: status } });
    expect(await runs()).toHaveLength(1);
  },
);

test("an active one is left alone, whatever is missing by then", async () => {
  await launch();
  await setStatus("active");
  await world.admin.query("delete from genesis.leads where workspace_id = $1", [company.workspaceId]);
  expect(await launch()).toEqual({ started: false, state: "active" });
  expect(await runs()).toHaveLength(1);
});

test.each(["failed", "cancelled"])("after it %s, the next attempt starts clean", async (status) => {
  await launch();
  await setStatus(status);
  await world.admin.query(
    "update genesis.ignition_state set error_message = 'x', cancel_requested = true, rollback_success = true where workspace_id = $1",
    [company.workspaceId],
  );
  expect(await launch()).toEqual({ started: true, state: "pending", warnings: [] });
  expect(await getIgnitionStatus(company.owner)).toMatchObject({
    status: "pending",
    error: null,
    rollback_success: null,
  });
  expect(await runs()).toMatchObject([{ data: { attempt: 1 } }, { data: { attempt: 2 } }]);
  expect((await listCampaigns(company.owner, { limit: 5 })).data).toHaveLength(1);
});

test.each([
  ["genesis.brand_profiles", ["company_name", "description", "sender_name", "sender_email", "postal_address"]],
  ["genesis.email_provider_config", ["mail_account"]],
  ["genesis.infrastructure_config", ["time_zone", "send_window", "daily_limit"]],
  ["genesis.leads", ["leads"]],
])("without %s: 422 with what is missing, and nothing is begun", async (table, fields) => {
  await world.admin.query(`delete from ${table} where workspace_id = $1`, [company.workspaceId]);
  const error: unknown = await launch().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ kind: "impossible", code: "onboarding.incomplete" });
  const { missing } = (error as { details: { missing: { field: string; step: string; message: string }[] } }).details;
  expect(missing.map(({ field }) => field)).toEqual(fields);
  for (const { message } of missing) expect(message).toMatch(/\.$/);
  expect(await getIgnitionStatus(company.owner)).toMatchObject({ status: "not_started" });
  expect(await runs()).toEqual([]);
});

test("a viewer and a member may not; another workspace launches nothing here", async () => {
  const member = world.user();
  await addMember(world.admin, company.workspaceId, member, "member");
  for (const ctx of [company.viewer, await enterWorkspace(member, company.workspaceId)]) {
    await expect(launch(ctx)).rejects.toMatchObject({ code: "permission.missing" });
  }
  await expect(launch(company.stranger)).rejects.toMatchObject({ code: "onboarding.incomplete" });
  expect(await runs()).toEqual([]);
});

test("when the job cannot be enqueued, nothing is begun", async () => {
  const before = await world.ledger(company.workspaceId);
  await expect(world.withoutQueue(() => launch())).rejects.toThrow();
  expect(await getIgnitionStatus(company.owner)).toMatchObject({ status: "not_started" });
  expect((await listCampaigns(company.owner, { limit: 5 })).data).toEqual([]);
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});

test("a second company of the workspace can be named; a stranger's or none cannot, and is said so", async () => {
  const second = await createProject(company.founder, { name: "Second", workspace_id: company.workspaceId });
  const other = await world.company();
  for (const project_id of [other.projectId, randomUUID()]) {
    await expect(
      launchIgnition(company.owner, { workspace_id: company.workspaceId, project_id }),
    ).rejects.toMatchObject({ kind: "not_found", code: "project.not_found" });
  }
  await launchIgnition(company.owner, { workspace_id: company.workspaceId, project_id: second.id });
  const { rows } = await world.admin.query("select event_type from project_events where project_id = $1 order by id", [
    second.id,
  ]);
  expect(rows.map((row) => row.event_type)).toEqual([
    "project.created",
    "recurring.created",
    "campaign.created",
    "ignition.started",
  ]);
});
