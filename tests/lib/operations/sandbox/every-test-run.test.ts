import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findExecution } from "@/lib/operations/sandbox/find-execution";
import { followTestRun, type RunMessage } from "@/lib/operations/sandbox/follow-test-run";
import { getTestRun } from "@/lib/operations/sandbox/get-test-run";
import { keepRehearsedDrafts } from "@/lib/operations/sandbox/keep-rehearsed-drafts";
import { keepRehearsedResearch } from "@/lib/operations/sandbox/keep-rehearsed-research";
import { listTestRuns } from "@/lib/operations/sandbox/list-test-runs";
import { lockOpenRun } from "@/lib/operations/sandbox/lock-open-run";
import { endRun } from "@/lib/operations/sandbox/end-run";
import { rehearseClaim } from "@/lib/operations/sandbox/rehearse-claim";
import { MODEL_CALLS, rehearseCompletion } from "@/lib/operations/sandbox/rehearse-completion";
import { rehearsePreparation } from "@/lib/operations/sandbox/rehearse-preparation";
import { rehearseResearch } from "@/lib/operations/sandbox/rehearse-research";
import { rehearseSources } from "@/lib/operations/sandbox/rehearse-sources";
import { rehearseSend } from "@/lib/operations/sandbox/rehearse-send";
import { rehearsedEmail } from "@/lib/operations/sandbox/rehearsed-email";
import { lockRun } from "@/lib/operations/sandbox/store";
import { rehearseConfirmation } from "@/lib/operations/sandbox/rehearse-confirmation";
import { rehearseOutcome } from "@/lib/operations/sandbox/rehearse-outcome";
import { lockRehearsedClaim } from "@/lib/operations/sandbox/lock-rehearsed-claim";
import { recordExecutionEvents } from "@/lib/operations/sandbox/record-execution-events";
import { startTestRun } from "@/lib/operations/sandbox/start-test-run";
import { findPlacement } from "@/lib/operations/ignition/find-placement";
import { completeTrial } from "@/lib/metering/llm-gateway/complete-trial";
import { authenticateInstance } from "@/lib/operations/fleet/authenticate-instance";
import { requireRoom, RUNS_AN_HOUR } from "@/lib/operations/sandbox/require-room";
import { settleRun } from "@/lib/operations/sandbox/settle-run";
import { sweepRuns } from "@/lib/operations/sandbox/sweep-runs";
import { withTransaction } from "@/lib/platform/transaction";
import { createSandboxWorld, type Launched, type SandboxWorld } from "./sandbox-world";

let world: SandboxWorld;
let of: Launched;
beforeAll(async () => {
  world = await createSandboxWorld();
});
beforeEach(async () => {
  of = await world.launched();
});
afterAll(() => world.close());

const details = (executionId: string) => getTestRun(of.company.owner, { executionId });
const succeed = { phase: "workflow_succeeded", node_name: null, node_type: null } as const;

/** Everything of a workspace that a real run would have changed. */
async function counted(): Promise<unknown> {
  const tables = [
    "genesis.leads",
    "genesis.sequence_emails",
    "public.email_events",
    "public.emails",
    "public.contacts",
    "public.daily_stats",
    "public.llm_usage",
    "public.budget_ledger",
    "public.notifications",
    "public.suppressions",
  ];
  const counts = tables.map((table) =>
    world.rows(
      `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as rows from ${table} t where workspace_id = $1`,
      [of.company.workspaceId],
    ),
  );
  return Promise.all(counts);
}

describe("a test of an email", () => {
  test("hands one email out, once, to the person who tests, and changes nothing that counts", async () => {
    const before = await counted();
    const run = await world.start(of, {
      test_lead_data: { first_name: "Grace", last_name: "", company: "Navy", title: "", website: "" },
    });
    const ref = { runId: run.test_run_id };
    const first = await rehearseClaim(of.workflow, ref);
    const again = await rehearseClaim(of.workflow, ref);

    expect(first.claims).toHaveLength(1);
    const [claim] = first.claims;
    expect(claim).toMatchObject({ to: of.company.founder.user.email, from: "ada@acme.example" });
    expect(claim?.subject).toMatch(/^\[Test\] /);
    expect(again.claims).toEqual([]);
    const claimId = claim?.claim_id ?? "";
    await rehearseConfirmation(of.workflow, { ...ref, claimId });
    const told = { ...ref, claimId, status: "sent", response: "250 ok for eve@victim.example" } as const;
    expect(await rehearseOutcome(of.workflow, told)).toMatchObject({ status: "sent", recorded: true, stop: false });
    expect(await rehearseOutcome(of.workflow, { ...told, status: "bounced" })).toMatchObject({ recorded: false });
    await world.report(run, [{}, { phase: "node_finished" }, succeed]);

    expect(await counted()).toEqual(before);
    expect(await details(run.execution_id)).toMatchObject({
      status: "completed",
      result: { email: { status: "sent", response: "250 ok for e•••@victim.example" } },
    });
  });

  test("by the gateway goes out once, however often it is asked for, and changes nothing that counts", async () => {
    const before = await counted();
    const run = await world.start(of);
    const ref = { runId: run.test_run_id };
    const [claim] = (await rehearseClaim(of.workflow, ref)).claims;
    const sent = { ...ref, claimId: claim?.claim_id ?? "" };
    expect(await rehearseSend(of.workflow, sent)).toMatchObject({ status: "sent", recorded: true, stop: false });
    expect(await rehearseSend(of.workflow, sent)).toMatchObject({ status: "sent", recorded: false });
    await expect(rehearseSend(of.workflow, { ...sent, claimId: randomUUID() })).rejects.toMatchObject({
      kind: "not_found",
    });
    await withTransaction(of.workflow, async (tx) => {
      const stored = await lockRun(tx, run.test_run_id);
      expect(stored && (await rehearsedEmail(tx, stored)).claim.to).toBe(of.company.founder.user.email);
    });
    await world.report(run, [succeed]);
    expect(await counted()).toEqual(before);
    expect((await details(run.execution_id)).result.email).toMatchObject({ status: "sent" });
  });

  test("goes to one's own address only, and a viewer starts none", async () => {
    await expect(world.start(of, { test_email: "lead@example.com" })).rejects.toMatchObject({
      code: "test_send.not_own_address",
    });
    await expect(world.start({ ...of, company: { ...of.company, owner: of.company.viewer } })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  test("is refused when n8n holds another workflow than ours, before anything is started", async () => {
    world.sidecar.edit(of.company.workspaceId, `campaign:${of.campaignId}:email_1`, {
      nodes: [{ name: "Mine", type: "n8n-nodes-base.code", typeVersion: 2, position: [0, 0], parameters: {} }],
      connections: {},
    });
    const before = world.sidecar.calls.length;
    await expect(world.start(of)).rejects.toMatchObject({ code: "sandbox.workflow_differs" });
    expect(world.sidecar.calls.slice(before).map(({ action }) => action)).not.toContain("TRIGGER_TEST");
    expect((await listTestRuns(of.company.owner, { limit: 20 })).data).toEqual([]);
  });

  test("that the engine refuses has failed with the reason, and its doors are shut", async () => {
    world.sidecar.unpublish(of.company.workspaceId, `campaign:${of.campaignId}:email_1`);
    await expect(world.start(of)).rejects.toMatchObject({ code: "workflow.run_refused" });
    const { data } = await listTestRuns(of.company.owner, { campaign_id: of.campaignId, limit: 20 });
    expect(data).toMatchObject([{ status: "failed", error: expect.stringContaining("404") }]);
    await expect(rehearseClaim(of.workflow, { runId: data[0]?.id ?? "" })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("a test of the preparation", () => {
  test("writes for the test person, keeps what was written with the run, and the next test of an email sends it", async () => {
    const before = await counted();
    const run = await world.start(of, { workflow: "email_preparation" });
    const ref = { runId: run.test_run_id };
    const { leads } = await rehearsePreparation(of.workflow, ref);
    expect(leads).toMatchObject([{ lead_id: run.test_run_id, email: of.company.founder.user.email }]);
    const [step = 1] = leads[0]?.steps.map((one) => one.step) ?? [];
    const report = { ...ref, campaign_id: of.campaignId, lead_id: run.test_run_id, source: "m" };
    const drafts = [{ step, subject: "Rockets {{for}} you", body: "Dear Grace, a rocket." }];
    expect(await keepRehearsedDrafts(of.workflow, { ...report, drafts })).toEqual({ saved: 1 });
    await world.report(run, [succeed]);

    const sending = await world.start(of, { workflow: "email_1" });
    const { claims } = await rehearseClaim(of.workflow, { runId: sending.test_run_id });
    expect(claims[0]?.text).toContain("a rocket");
    await world.report(sending, [succeed]);
    expect(await counted()).toEqual(before);
  });

  test("asks the model a few times, without a lease; research is kept with its run", async () => {
    const before = await counted();
    const run = await world.start(of, { workflow: "research_report" });
    const ref = { runId: run.test_run_id };
    expect((await rehearseResearch(of.workflow, ref)).leads).toHaveLength(1);
    const request = { messages: [{ role: "user" as const, content: "Hello" }] };
    for (let call = 0; call < MODEL_CALLS; call += 1) {
      await rehearseCompletion(of.workflow, { ...ref, request }).catch((error: unknown) => error);
    }
    await expect(rehearseCompletion(of.workflow, { ...ref, request })).rejects.toMatchObject({
      code: "sandbox.too_many_calls",
    });
    expect(await rehearseSources(of.workflow, ref)).toEqual({ sources: [], missing: [] });
    const research = { ...ref, campaign_id: of.campaignId, lead_id: run.test_run_id, research: "They build ships." };
    await keepRehearsedResearch(of.workflow, research);
    expect((await details(run.execution_id)).result).toMatchObject({ research: "They build ships." });
    expect(await counted()).toEqual(before);
  });
});

describe("limits", () => {
  test("three are under way at once, however many start together, and ten begin in an hour", async () => {
    const started = await Promise.allSettled(Array.from({ length: 5 }, () => world.start(of)));
    const runs = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(runs).toHaveLength(3);
    expect(started.flatMap((one) => (one.status === "rejected" ? [one.reason] : []))).toMatchObject([
      { kind: "rate_limited", code: "sandbox.too_many", details: { retry_after_seconds: 10 } },
      { code: "sandbox.too_many" },
    ]);
    for (const run of runs) await world.report(run, [succeed]);
    for (let number = runs.length; number < RUNS_AN_HOUR; number += 1)
      await world.report(await world.start(of), [succeed]);
    const [refused] = await Promise.allSettled([world.start(of)]);
    expect(refused).toMatchObject({
      reason: { code: "sandbox.too_many", message: expect.stringContaining("minutes") },
    });
    const other = await world.launched();
    await expect(world.start(other)).resolves.toBeDefined();
    await expect(withTransaction(other.company.owner, requireRoom)).resolves.toBeUndefined();
  });
});

describe("a report of a machine", () => {
  test("is stored once, in its order, however often it comes; another machine's, run's or execution's changes nothing", async () => {
    const run = await world.start(of);
    const events = [
      { id: randomUUID() },
      { id: randomUUID(), phase: "node_finished" as const },
      { id: randomUUID(), node_name: "Claim due emails" },
    ];
    await world.report(run, events);
    await world.report(run, [...events].toReversed());
    expect(await world.report(run, [succeed], "another-machine")).toBe(0);
    expect(await world.report({ ...run, test_run_id: randomUUID() }, [succeed])).toBe(0);
    expect(await world.report({ ...run, execution_id: "999999" }, [succeed])).toBe(0);
    const { status, events: stored } = await details(run.test_run_id);
    expect(status).toBe("running");
    expect(stored.map(({ event_type, node_name }) => [event_type, node_name])).toEqual([
      ["node_start", "Settings"],
      ["node_complete", "Settings"],
      ["node_start", "Claim due emails"],
    ]);
  });

  test("holds no secret and nobody's address, neither in an error nor in a sample", async () => {
    const run = await world.start(of);
    const planted = "Bearer abcdef123456 for eve@victim.example, password=hunter2hunter2";
    await world.report(run, [{ phase: "workflow_failed", node_name: "Send each email", message: planted }]);
    world.sidecar.keep(of.company.workspaceId, run.execution_id, {
      status: "error",
      stopped_at: null,
      error: planted,
      nodes: [
        {
          name: "Send each email",
          runs: 1,
          items: 1,
          duration_ms: 12,
          error: planted,
          sample: JSON.stringify({
            headers: { cookie: "session-of-somebody" },
            api_key: "plain-secret-value",
            nested: { password: "hunter2", to: "eve@victim.example" },
            text: "x".repeat(5_000),
          }),
        },
      ],
    });
    await settleRun(of.company.job, { runId: run.test_run_id });
    const rows = await world.rows<{ text: string }>(
      `select (select string_agg(r::text, '') from genesis.sandbox_test_runs r where r.id = $1)
        || (select string_agg(e::text, '') from genesis.workflow_execution_events e where e.run_id = $1) as text`,
      [run.test_run_id],
    );
    for (const secret of ["abcdef123456", "hunter2", "session-of-somebody", "plain-secret-value", "eve@victim.example"])
      expect(rows[0]?.text).not.toContain(secret);
    const { result, error } = await details(run.test_run_id);
    expect(error).toContain("Send each email");
    expect(Buffer.byteLength(result.nodes?.[0]?.sample ?? "")).toBeLessThanOrEqual(2_000);
    expect(result.nodes?.[0]).toMatchObject({ items: 1, duration_ms: 12 });
  });

  test("that ends without a word is settled by what the engine says, or once it is too late", async () => {
    const [crashed, lost] = [await world.start(of), await world.start(of)];
    world.sidecar.keep(of.company.workspaceId, crashed.execution_id, {
      status: "crashed",
      stopped_at: null,
      error: null,
      nodes: [],
    });
    await world.rows(
      "update genesis.sandbox_test_runs set created_at = now() - interval '11 minutes' where workspace_id = $1",
      [of.company.workspaceId],
    );
    await sweepRuns(world.system());
    const due = (await world.jobs(of.company.workspaceId)).filter(({ name }) => name === "sandbox.settle_run");
    expect(due.map(({ data }) => data.runId).toSorted()).toEqual([crashed.test_run_id, lost.test_run_id].toSorted());
    for (const runId of [crashed.test_run_id, lost.test_run_id]) await settleRun(of.company.job, { runId });
    expect(await details(crashed.test_run_id)).toMatchObject({
      status: "failed",
      error: expect.stringContaining("crashed"),
    });
    expect(await details(lost.test_run_id)).toMatchObject({ status: "failed" });
  });
});

test("a reader gets every event as it is stored, resumes where it left, and hears the end once", async () => {
  const run = await world.start(of);
  const ref = { executionId: run.execution_id };
  const reading = new AbortController();
  const heard: RunMessage[] = [];
  const done = (async () => {
    for await (const message of followTestRun(of.company.owner, { ...ref, position: "0", signal: reading.signal }))
      heard.push(message);
  })();
  await world.report(run, [{}, { phase: "node_finished" }]);
  await expect.poll(() => heard.length).toBe(2);
  await world.report(run, [succeed]);
  await done;
  expect(heard.map(({ type }) => type)).toEqual(["node_event", "node_event", "node_event", "end"]);

  const rest: RunMessage[] = [];
  const position = heard[1]?.position ?? "";
  for await (const message of followTestRun(of.company.owner, { ...ref, position, signal: reading.signal }))
    rest.push(message);
  expect(rest).toMatchObject([{ data: { event_type: "complete" } }, { type: "end", data: { status: "completed" } }]);
});

test("a member of another workspace finds neither run, events nor doors", async () => {
  const run = await world.start(of);
  const other = await world.launched();
  const notHere = { code: "sandbox.run_not_found" };
  for (const executionId of [run.execution_id, run.test_run_id]) {
    await expect(getTestRun(of.company.stranger, { executionId })).rejects.toMatchObject(notHere);
    const stream = followTestRun(of.company.stranger, {
      executionId,
      position: "0",
      signal: new AbortController().signal,
    });
    await expect(stream.next()).rejects.toMatchObject(notHere);
    await expect(
      withTransaction(of.company.stranger, (tx) => findExecution(tx, { executionId })),
    ).rejects.toMatchObject(notHere);
  }
  expect((await listTestRuns(of.company.stranger, { limit: 20 })).data).toEqual([]);
  await expect(rehearseClaim(other.workflow, { runId: run.test_run_id })).rejects.toMatchObject(notHere);
});

test("a run ends once, and opens only the doors of its own workflow", async () => {
  const run = await world.start(of);
  const asked = { runId: run.test_run_id, of: ["email_1"] as const };
  await withTransaction(of.company.job, async (tx) => {
    const held = await lockOpenRun(tx, asked);
    await endRun(tx, held, null);
  });
  await expect(withTransaction(of.company.job, (tx) => lockOpenRun(tx, asked))).rejects.toMatchObject({
    kind: "not_found",
  });
  await expect(rehearsePreparation(of.workflow, { runId: run.test_run_id })).rejects.toMatchObject({
    kind: "not_found",
  });
  const lines = (await world.ledger(of.company.workspaceId)).filter(({ event_type }) =>
    event_type.startsWith("sandbox."),
  );
  expect(lines.map(({ event_type }) => event_type)).toEqual(["sandbox.run_started", "sandbox.run_ended"]);
});

test("a signature over other bytes, of another key or of an unknown machine opens nothing", async () => {
  const body = JSON.stringify({ events: [] });
  const good = await world.sign(body);
  expect(await authenticateInstance(world.system(), { token: good, body })).toMatchObject({ instance: "local" });
  const wrong = [
    { token: good, body: `${body} ` },
    { token: await world.sign(body, { key: "another" }), body },
    { token: await world.sign(body, { name: "stranger" }), body },
    { token: `${good.split(".").slice(0, 2).join(".")}.`, body },
    { token: "not-a-token", body },
    { token: null, body },
  ];
  for (const packet of wrong) {
    await expect(authenticateInstance(world.system(), packet)).rejects.toMatchObject({ code: "instance.unknown" });
  }
  const unknown = {
    id: randomUUID(),
    run_id: randomUUID(),
    execution_id: "7",
    message: null,
    at: "2026-11-30T09:00:00Z",
  };
  const events = [{ ...unknown, phase: "node_started" as const, node_name: null, node_type: null }];
  expect(await recordExecutionEvents(world.system(), { instance: "local", events })).toEqual({ accepted: 0 });
});

test("only a model that the operator allows is asked, and only by one that may report", async () => {
  const request = { model: "nobody/allowed-this", messages: [{ role: "user" as const, content: "Hello" }] };
  await expect(completeTrial(of.workflow, request)).rejects.toMatchObject({ code: "model.not_allowed" });
  await expect(completeTrial(of.company.viewer, request)).rejects.toMatchObject({ kind: "forbidden" });
});

test("a workspace that was never launched is tested on this machine alone, and says what it lacks", async () => {
  const fresh = await world.readyCompany();
  expect(await findPlacement(fresh.job)).toMatchObject({ instance: "local" });
  const nowhere = { campaign_id: randomUUID(), workflow: "email_1", test_lead_data: EMPTY } as const;
  await expect(startTestRun(fresh.owner, nowhere)).rejects.toMatchObject({ kind: "not_found" });
  const foreign = { runId: randomUUID(), claimId: randomUUID() };
  await expect(withTransaction(fresh.job, (tx) => lockRehearsedClaim(tx, foreign))).rejects.toMatchObject({
    code: "sandbox.run_not_found",
  });
});

const EMPTY = { first_name: "", last_name: "", company: "", title: "", website: "" };
