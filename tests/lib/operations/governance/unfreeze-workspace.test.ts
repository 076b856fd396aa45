import { afterAll, beforeAll, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { UnfreezeWorkspace } from "@/lib/operations/governance/schemas";
import { unfreezeWorkspace } from "@/lib/operations/governance/unfreeze-workspace";
import { authenticateKey } from "@/lib/foundation/credentials/authenticate-key";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { holdJobIfFrozen } from "@/lib/foundation/workspaces/hold-job-if-frozen";
import { CreateKey } from "@/lib/foundation/credentials/schemas";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const namesOf = (jobs: { name: string }[]): string[] => jobs.map(({ name }) => name);

test("lifting opens the doors with a new token, gives no key back, and says so everywhere", async () => {
  const company = await world.company();
  const { key } = await createKey(company.owner, CreateKey.parse({ name: "CI", scopes: ["leads.read"] }));
  const old = await revealWebhookToken(company.job);
  const freeze = await world.freeze(company);
  const lifted = await world.unfreeze(company);
  expect(lifted).toMatchObject({
    id: freeze.id,
    unfrozen_by: "user_admin_one",
    unfreeze_reason: "cleared",
    restore_confirmed_at: null,
  });
  const token = await revealWebhookToken(company.job);
  expect(token).not.toBe(old);
  await expect(authenticateWebhook(world.system(), token)).resolves.toMatchObject({ workspaceId: company.workspaceId });
  // Not “frozen”: it is not any more.
  await expect(authenticateWebhook(world.system(), old)).rejects.toMatchObject({ code: "webhook_token.invalid" });
  await expect(authenticateKey(world.system(), key)).rejects.toMatchObject({ code: "key.invalid" });
  await expect(createCampaign(company.owner, { name: "Goes on" })).resolves.toBeDefined();
  const jobs = namesOf(await world.jobs(company.workspaceId));
  expect(jobs).toContain("ignition.refresh_credentials");
  expect(jobs).not.toContain("governance.restore_workflows");
  expect((await world.ledger(company.workspaceId)).map(({ event_type }) => event_type)).toEqual(
    expect.arrayContaining(["workspace.frozen", "workspace.webhook_token_issued", "workspace.unfrozen"]),
  );
  const [, line] = await world.audit(company);
  expect(line).toMatchObject({ action: "workspace.unfrozen", reason: "cleared", after: { status: "active" } });
  expect(JSON.stringify(line)).not.toContain(token);
});

test("held jobs are enqueued again, each once, under the key they had", async () => {
  const company = await world.company();
  const { workspaceId } = company;
  await world.freeze(company);
  const hold = (jobId: string, name: string, singletonKey: string | null): Promise<boolean> =>
    holdJobIfFrozen(world.system(), workspaceId, { jobId, name, payload: { workspaceId, jobId }, singletonKey });
  const [first, second, third] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
    string,
    string,
    string,
  ];
  await hold(first, "ignition.refresh_campaigns", workspaceId);
  await hold(second, "ignition.refresh_campaigns", workspaceId);
  await hold(first, "ignition.refresh_campaigns", workspaceId);
  await hold(third, "audit.record_access", null);
  await world.unfreeze(company);
  const jobs = await world.jobs(workspaceId);
  expect(jobs.filter(({ name }) => name === "ignition.refresh_campaigns")).toMatchObject([
    { singleton_key: workspaceId, data: { workspaceId, jobId: first } },
  ]);
  expect(namesOf(jobs)).toContain("audit.record_access");
  expect((await world.admin.query("select 1 from held_jobs where workspace_id = $1", [workspaceId])).rowCount).toBe(0);
});

test("two administrators at once: one lifts it, the other hears that it is not frozen", async () => {
  const company = await world.company();
  await world.freeze(company);
  const lift = (which: "first" | "second") =>
    unfreezeWorkspace(world.superAdmin(which), {
      workspace_id: company.workspaceId,
      reason: which,
      restore_workflows: false,
    });
  const both = await Promise.allSettled([lift("first"), lift("second")]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find((one) => one.status === "rejected")?.reason).toMatchObject({
    kind: "conflict",
    code: "workspace.not_frozen",
  });
  const tokens = "select 1 from workspace_webhook_tokens where workspace_id = $1 and revoked_at is null";
  expect((await world.admin.query(tokens, [company.workspaceId])).rowCount).toBe(1);
});

test("frozen and lifted many times at once, it ends as the last one says, and every freeze is whole", async () => {
  const company = await world.company();
  const { workspaceId } = company;
  const turns = Array.from({ length: 12 }, (_, turn) => (turn % 2 ? world.unfreeze(company) : world.freeze(company)));
  await Promise.allSettled(turns);
  const { rows } = await world.admin.query(
    `select (select status from workspaces where id = $1) as status,
      (select count(*)::int from workspace_freezes where workspace_id = $1 and unfrozen_at is null) as open,
      (select count(*)::int from workspace_webhook_tokens where workspace_id = $1 and revoked_at is null) as tokens`,
    [workspaceId],
  );
  expect([
    { status: "active", open: 0, tokens: 1 },
    { status: "frozen", open: 1, tokens: 0 },
  ]).toContainEqual(rows[0]);
});

test("a job that is held while the freeze is lifted is not forgotten", async () => {
  const company = await world.company();
  const { id: campaignId } = await createCampaign(company.owner, { name: "Held" });
  await activateCampaign(company.owner, { campaignId });
  await world.freeze(company);
  const { workspaceId } = company;
  const holds = Array.from({ length: 20 }, (_, n) => {
    const jobId = `10000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
    const job = { jobId, name: "audit.record_access", payload: { workspaceId, n }, singletonKey: null };
    return holdJobIfFrozen(world.system(), workspaceId, job);
  });
  const [, ...held] = await Promise.all([world.unfreeze(company), ...holds]);
  const again = (await world.jobs(workspaceId)).filter(({ name }) => name === "audit.record_access");
  expect(again).toHaveLength(held.filter(Boolean).length);
  expect((await world.admin.query("select 1 from held_jobs where workspace_id = $1", [workspaceId])).rowCount).toBe(0);
});

test("nothing is lifted if a job cannot be enqueued; only administrators; a reason is needed", async () => {
  const company = await world.company();
  await world.freeze(company);
  const input = { workspace_id: company.workspaceId, reason: "cleared", restore_workflows: false };
  await expect(unfreezeWorkspace(world.impostor(), input)).rejects.toMatchObject({ code: "admin.forbidden" });
  await expect(world.withoutQueue(() => world.unfreeze(company))).rejects.toThrow();
  expect((await world.newest(company)).unfrozen_at).toBeNull();
  expect(UnfreezeWorkspace.safeParse({ workspace_id: company.workspaceId }).success).toBe(false);
  const nowhere = { ...input, workspace_id: "00000000-0000-4000-8000-000000000009" };
  await expect(unfreezeWorkspace(world.superAdmin(), nowhere)).rejects.toMatchObject({ code: "workspace.not_found" });
});
