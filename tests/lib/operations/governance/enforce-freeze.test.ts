import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enforceFreeze } from "@/lib/operations/governance/enforce-freeze";
import { jobCtx } from "../../../factories/test-world";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const names = (freeze: { published_before: { workflow_id: string }[] }): string[] =>
  freeze.published_before.map(({ workflow_id }) => workflow_id).toSorted();

test("a workspace that was never launched is proven without an engine", async () => {
  const company = await world.company();
  const freeze = await world.enforce(company, await world.freeze(company));
  expect(freeze).toMatchObject({
    state: "proven",
    published_before: [],
    last_error: null,
    proof: { engine: "none", running_executions: 0, published_workflows: 0, revoked_tokens: 1, not_recallable: [] },
  });
  expect(freeze.proven_at).not.toBeNull();
});

test("the proof counts the company's actions that wait, and the one that was being carried out", async () => {
  const company = await world.company();
  await world.admin.query(
    `insert into approvals (workspace_id, project_id, action_type, permission, title, account_label, state, origin,
       cost_cap_cents, undo_window_seconds, expires_at, execute_by)
     select $1, $2, 'email.send', 'mail.write', 'Sample', 'Sample', state, 'founder', 0, 0, now(), now()
     from unnest($3::text[]) state`,
    [company.workspaceId, company.projectId, ["pending", "queued", "queued", "executing", "executed"]],
  );
  const { proof } = await world.enforce(company, await world.freeze(company));
  expect(proof).toMatchObject({ queued_approvals: 3, executing_approvals: 1, hook_file: null, instance: null });
});

test("keys and tokens that were written past the freeze's revocation end with its proof, which counts them", async () => {
  const company = await world.company();
  const freeze = await world.freeze(company);
  const hash = () => randomUUID().replaceAll("-", "").repeat(2);
  await world.admin.query(
    "insert into workspace_keys (workspace_id, name, key_hash, last_four, scopes, created_by) values ($1, 'late', $2, 'abcd', '{leads.read}', 'user')",
    [company.workspaceId, hash()],
  );
  await world.admin.query(
    "insert into workspace_webhook_tokens (workspace_id, token_hash, token_encrypted, last_four, created_by) values ($1, $2, 'sealed', 'abcd', 'user')",
    [company.workspaceId, hash()],
  );
  const { proof } = await world.enforce(company, freeze);
  expect(proof).toMatchObject({ revoked_keys: 1, revoked_tokens: 2, open_credentials: 0 });
  const { rows } = await world.admin.query(
    `select revoked_at is null as open from workspace_keys where workspace_id = $1
     union all select revoked_at is null from workspace_webhook_tokens where workspace_id = $1`,
    [company.workspaceId],
  );
  expect(rows).toEqual(Array(3).fill({ open: false }));
});

test("running executions are stopped, published workflows are remembered and unpublished, and the proof says so", async () => {
  const company = await world.launched();
  const published = world.published(company);
  world.sidecar.begin(company.workspaceId);
  world.sidecar.begin(company.workspaceId, "waiting");
  const freeze = await world.enforce(company, await world.freeze(company));
  expect(published).toHaveLength(7);
  expect(names(freeze)).toEqual(published);
  expect(world.published(company)).toEqual([]);
  expect(world.sidecar.instance(company.workspaceId).executions).toEqual([]);
  expect(freeze.proof).toMatchObject({
    engine: "reached",
    running_executions: 0,
    stopped_executions: 2,
    published_workflows: 0,
  });
  expect(freeze.proof).toMatchObject({ hook_file: true, queued_approvals: 0, executing_approvals: 0, sandbox_runs: 0 });
  expect(freeze.proof?.instance).not.toBeNull();
  expect(freeze.proof?.unpublished).toEqual(freeze.published_before);
  expect((await world.audit(company)).map(({ action }) => action)).toEqual(["workspace.frozen", "freeze.proven"]);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.freeze_proven" });
});

test("the proof names the last event that was accepted and the mails that cannot be recalled", async () => {
  const company = await world.launched();
  const { workspaceId } = company;
  const [campaign] = (await world.admin.query("select id from campaigns where workspace_id = $1", [workspaceId])).rows;
  const [lead] = (
    await world.admin.query("select id from genesis.leads where workspace_id = $1 limit 1", [workspaceId])
  ).rows;
  const mail = (step: number, status: string, sentAt: string): Promise<unknown> =>
    world.admin.query(
      `insert into genesis.sequence_emails
         (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, message_id, claim_id, claimed_at, sent_at)
       values ($1, $2, $3, $4, 'ada@example.com', 'Hello', 'Body', 'test', $5, $6, gen_random_uuid(), now(), ${sentAt})`,
      [workspaceId, campaign.id, lead.id, step, status, `<${step}@acme.example>`],
    );
  await mail(1, "sent", "now() - interval '1 hour'");
  await mail(2, "sent", "now()");
  await mail(3, "claimed", "null");
  const contact = randomUUID();
  await world.admin.query("insert into contacts (id, workspace_id, email) values ($1, $2, 'ada@example.com')", [
    contact,
    workspaceId,
  ]);
  await world.admin.query(
    `insert into email_events (workspace_id, contact_id, contact_email, event_type, idempotency_key, event_ts)
     values ($1, $2, 'ada@example.com', 'sent', 'key-1', now())`,
    [workspaceId, contact],
  );
  const { proof } = await world.enforce(company, await world.freeze(company));
  expect(proof?.last_accepted_event).toMatchObject({ event_type: "sent", contact_email: "ada@example.com" });
  expect(proof?.not_recallable.map(({ message_id, status }) => [message_id, status]).toSorted()).toEqual([
    ["<2@acme.example>", "sent"],
    ["<3@acme.example>", "claimed"],
  ]);
});

test.each(["500", "html", "trouble", "refuse"] as const)(
  "a sidecar that answers “%s”: the freeze stands, says so in words, and is proven once it can be",
  async (how) => {
    const company = await world.launched();
    const published = world.published(company);
    world.sidecar.misbehave(company.workspaceId, "STOP_EXECUTIONS", how);
    const freeze = await world.freeze(company);
    const enough = new AbortController();
    let calls = 0;
    world.sidecar.onCall((call) => {
      if (call.workspaceId !== company.workspaceId || call.action !== "STOP_EXECUTIONS") return;
      calls += 1;
      if (calls === 2) enough.abort();
    });
    await Promise.allSettled([world.enforce(company, freeze, enough.signal)]);
    const waiting = await world.newest(company);
    expect(waiting).toMatchObject({ state: "unreachable", proof: null, unfrozen_at: null });
    expect(waiting.last_error).toMatch(/Every door is shut .* it is tried again every minute\./);
    world.sidecar.behave(company.workspaceId);
    const proven = await world.enforce(company, freeze);
    expect(proven).toMatchObject({ state: "proven", last_error: null });
    expect(names(proven)).toEqual(published);
  },
);

test("an engine known to be away is asked once and left to the next minute", async () => {
  const company = await world.launched();
  world.sidecar.misbehave(company.workspaceId, "BLOCK_RUNS", "trouble");
  const freeze = await world.freeze(company);
  await world.admin.query("update workspace_freezes set state = 'unreachable' where id = $1", [freeze.id]);
  const before = world.sidecar.calls.length;
  expect(await world.enforce(company, freeze)).toMatchObject({ state: "unreachable" });
  const asked = world.sidecar.calls.slice(before).map(({ action }) => action);
  expect(asked.toSorted()).toEqual(["BLOCK_RUNS", "STOP_EXECUTIONS"]);
  world.sidecar.behave(company.workspaceId);
  expect(await world.enforce(company, freeze)).toMatchObject({ state: "proven" });
});

test("a sidecar that takes commands and never answers is as good as none, within seconds", async () => {
  const company = await world.launched();
  world.sidecar.misbehave(company.workspaceId, "STOP_EXECUTIONS", "hang", { times: 1 });
  const freeze = await world.enforce(company, await world.freeze(company));
  expect(freeze).toMatchObject({ state: "proven" });
});

test.each(["BLOCK_RUNS", "STOP_EXECUTIONS", "DEACTIVATE_ALL_WORKFLOWS", "OBSERVE_WORKSPACE"] as const)(
  "killed at %s, the next run goes on and remembers all that was published",
  async (action) => {
    const company = await world.launched();
    const published = world.published(company);
    world.sidecar.begin(company.workspaceId);
    const freeze = await world.freeze(company);
    const killed = new AbortController();
    world.sidecar.onCall((call) => {
      if (call.workspaceId === company.workspaceId && call.action === action) killed.abort();
    });
    const dead = jobCtx(company.owner, killed.signal);
    await expect(enforceFreeze({ ...dead, whileFrozen: true }, { freezeId: freeze.id })).rejects.toThrow();
    const proven = await world.enforce(company, freeze);
    expect(proven.state).toBe("proven");
    expect(names(proven)).toEqual(published);
    expect(world.published(company)).toEqual([]);
    expect(proven.proof?.unpublished).toHaveLength(7);
  },
);

test("a workflow published by hand is unpublished again, and the audit log says so", async () => {
  const company = await world.launched();
  const freeze = await world.freeze(company);
  await world.enforce(company, freeze);
  const [workflow] = world.sidecar.instance(company.workspaceId).workflows;
  if (workflow) workflow.active = true;
  const again = await world.enforce(company, freeze);
  expect(world.published(company)).toEqual([]);
  expect(again).toMatchObject({ state: "proven" });
  expect(names(again)).toHaveLength(7);
  expect((await world.audit(company)).map(({ action }) => action)).toEqual([
    "workspace.frozen",
    "freeze.proven",
    "freeze.breached",
  ]);
  await world.enforce(company, freeze);
  expect(await world.audit(company)).toHaveLength(3);
});

test("workflows that our rows do not hold are counted in the proof, and the engine is told the ids that they hold", async () => {
  const company = await world.launched();
  const { workspaceId } = company;
  const known = world.sidecar.instance(workspaceId).workflows.map(({ id }) => id);
  world.sidecar.addByHand(workspaceId, "Copy of Email 1");
  const freeze = await world.enforce(company, await world.freeze(company));
  expect(freeze.proof).toMatchObject({ published_workflows: 0, unknown_workflows: 1 });
  const told = world.sidecar.calls.filter(
    (call) => call.workspaceId === workspaceId && call.action === "STOP_EXECUTIONS",
  );
  expect((told[0]?.payload as unknown as { known_ids: string[] }).known_ids.toSorted()).toEqual(known.toSorted());
  expect(world.sidecar.instance(workspaceId).blockedBy).toBe(freeze.id);
});

test("a request that is still being stored is waited for before anything is proven", async () => {
  const company = await world.company();
  await world.admin.query("begin");
  await world.admin.query("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", [company.workspaceId]);
  const freeze = await world.freeze(company);
  const proven = world.enforce(company, freeze);
  await world.admin.query("select pg_sleep(1)");
  const { rows } = await world.admin.query("select state from workspace_freezes where id = $1", [freeze.id]);
  expect(rows[0].state).toBe("enforcing");
  await world.admin.query("commit");
  expect((await proven).state).toBe("proven");
});

test("once the freeze is lifted nothing is carried out any more", async () => {
  const company = await world.launched();
  const freeze = await world.freeze(company);
  await world.unfreeze(company);
  const lifted = await world.enforce(company, freeze);
  expect(lifted).toMatchObject({ state: "enforcing", proof: null });
  expect(world.published(company)).toHaveLength(7);
});

test("a viewer may not", async () => {
  const company = await world.company();
  const { signal } = company.job;
  await expect(enforceFreeze({ ...company.viewer, signal }, { freezeId: randomUUID() })).rejects.toMatchObject({
    code: "permission.missing",
  });
});
