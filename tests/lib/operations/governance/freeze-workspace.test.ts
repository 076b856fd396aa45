import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { freezeWorkspace } from "@/lib/operations/governance/freeze-workspace";
import { FreezeWorkspace } from "@/lib/operations/governance/schemas";
import { authenticateKey } from "@/lib/foundation/credentials/authenticate-key";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { CreateKey } from "@/lib/foundation/credentials/schemas";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { holdJobIfFrozen } from "@/lib/foundation/workspaces/hold-job-if-frozen";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import type { Company } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const FROZEN = { kind: "forbidden", code: "workspace.frozen" };
const freezeBy = (which: "first" | "second", { workspaceId }: Company) =>
  freezeWorkspace(world.superAdmin(which), { workspace_id: workspaceId, reason: `by ${which}` });

test("a freeze is one commit: status, tokens, keys, ledger, job, audit", async () => {
  const company = await world.company();
  await createKey(company.owner, CreateKey.parse({ name: "CI", scopes: ["leads.read"] }));
  const freeze = await world.freeze(company, "spam complaint");
  expect(freeze).toMatchObject({
    workspace_id: company.workspaceId,
    reason: "spam complaint",
    frozen_by: "user_admin_one",
    state: "enforcing",
    published_before: [],
    proof: null,
    unfrozen_at: null,
  });
  const [workspace] = (
    await world.admin.query("select status, frozen_reason, frozen_at from workspaces where id = $1", [
      company.workspaceId,
    ])
  ).rows;
  expect(workspace).toMatchObject({ status: "frozen", frozen_reason: "spam complaint" });
  expect(workspace.frozen_at).not.toBeNull();
  const open = `select 1 from workspace_webhook_tokens where workspace_id = $1 and revoked_reason is distinct from 'frozen'
    union all select 1 from workspace_keys where workspace_id = $1 and revoked_reason is distinct from 'frozen'`;
  expect((await world.admin.query(open, [company.workspaceId])).rowCount).toBe(0);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "workspace.frozen",
    message: "The workspace was frozen by an administrator: spam complaint",
    actor_type: "admin",
  });
  const jobs = (await world.jobs(company.workspaceId)).toSorted((a, b) => a.name.localeCompare(b.name));
  expect(jobs).toMatchObject([
    { name: "governance.block_runs", data: { freezeId: freeze.id } },
    { name: "governance.enforce_freeze", data: { freezeId: freeze.id } },
  ]);
  expect(await world.audit(company)).toMatchObject([
    {
      action: "workspace.frozen",
      actor_id: "user_admin_one",
      reason: "spam complaint",
      before: { status: "active" },
      after: { status: "frozen", revoked_keys: 1, revoked_webhook_tokens: 1 },
    },
  ]);
});

test("every door is shut, and says why", async () => {
  const company = await world.launched();
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const { key } = await createKey(company.owner, CreateKey.parse({ name: "CI", scopes: ["leads.read"] }));
  await world.freeze(company, "spam complaint");
  await expect(authenticateWebhook(world.system(), token)).rejects.toMatchObject(FROZEN);
  await expect(authenticateKey(world.system(), key)).rejects.toMatchObject(FROZEN);
  await expect(createCampaign(company.owner, { name: "Another" })).rejects.toMatchObject({
    ...FROZEN,
    message: "Workspace is frozen: spam complaint",
  });
  const refusal = (): Promise<unknown> =>
    enterWorkspace(company.founder, company.workspaceId).then(
      () => null,
      (error: unknown) => error,
    );
  const heard = await waitFor(refusal, { what: "the cache of members hears of it", withinMs: 1_000, everyMs: 20 });
  expect(heard).toMatchObject(FROZEN);
  const job = { jobId: company.projectId, name: "ignition.sync_campaign", payload: {}, singletonKey: null };
  expect(await holdJobIfFrozen(world.system(), company.workspaceId, job)).toBe(true);
});

test("two administrators at once: one freeze, and the other hears who was first and why", async () => {
  const company = await world.company();
  const both = await Promise.allSettled([freezeBy("first", company), freezeBy("second", company)]);
  const won = both.find((one) => one.status === "fulfilled");
  const lost = both.find((one) => one.status === "rejected");
  expect(lost?.reason).toMatchObject({
    kind: "conflict",
    code: "workspace.already_frozen",
    details: { frozen_by: won?.value.frozen_by, reason: won?.value.reason },
  });
  const rows = await world.admin.query("select 1 from workspace_freezes where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows.rowCount).toBe(1);
});

test("only administrators; an unknown workspace is not here; a reason is needed", async () => {
  const company = await world.company();
  const input = { workspace_id: company.workspaceId, reason: "because" };
  await expect(freezeWorkspace(world.impostor(), input)).rejects.toMatchObject({ code: "admin.forbidden" });
  const nowhere = { ...input, workspace_id: "00000000-0000-4000-8000-000000000009" };
  await expect(freezeWorkspace(world.superAdmin(), nowhere)).rejects.toMatchObject({ code: "workspace.not_found" });
  expect(FreezeWorkspace.safeParse({ ...input, reason: "  " }).success).toBe(false);
});

test("nothing is frozen if the job cannot be enqueued", async () => {
  const company = await world.company();
  await expect(world.withoutQueue(() => world.freeze(company))).rejects.toThrow();
  expect(await world.audit(company)).toEqual([]);
  await expect(createCampaign(company.owner, { name: "Goes on" })).resolves.toMatchObject({ name: "Goes on" });
});
