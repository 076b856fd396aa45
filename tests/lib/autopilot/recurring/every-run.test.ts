import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { beginRun } from "@/lib/autopilot/recurring/begin-run";
import { changeRecurring } from "@/lib/autopilot/recurring/change-recurring";
import { checkPayload } from "@/lib/autopilot/recurring/check-payload";
import { doRun } from "@/lib/autopilot/recurring/do-run";
import { draftPacket } from "@/lib/autopilot/recurring/draft-packet";
import { enqueueDue } from "@/lib/autopilot/recurring/enqueue-due";
import { finishRecurringRun } from "@/lib/autopilot/recurring/finish-recurring-run";
import { getRecurring } from "@/lib/autopilot/recurring/get-recurring";
import { handOut } from "@/lib/autopilot/recurring/hand-out";
import { listRuns } from "@/lib/autopilot/recurring/list-runs";
import { loseRun } from "@/lib/autopilot/recurring/lose-run";
import { postWebhook } from "@/lib/autopilot/recurring/post-webhook";
import { proposeAgain } from "@/lib/autopilot/recurring/propose-again";
import { releaseNext } from "@/lib/autopilot/recurring/release-next";
import { requireOwnAddress } from "@/lib/autopilot/recurring/require-own-address";
import { requireRecurring } from "@/lib/autopilot/recurring/require-recurring";
import { runCampaign } from "@/lib/autopilot/recurring/run-campaign";
import { runDueTasks } from "@/lib/autopilot/recurring/run-due-tasks";
import { runRecurring } from "@/lib/autopilot/recurring/run-recurring";
import { webhookSecret } from "@/lib/autopilot/recurring/webhook-secret";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { updateProject } from "@/lib/company/projects/update-project";
import { withTransaction } from "@/lib/platform/transaction";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { at, dueSince, runsOf, taskOf, withoutNightly } from "./recurring-world";

type Received = { headers: IncomingHttpHeaders; body: string };
const received: Received[] = [];
let answer = 200;
let server: Server;
let world: TestWorld;
let company: Company;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answer, { location: "http://169.254.169.254/" }).end();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  world = await createTestWorld({ APP_URL: base() });
});
afterAll(async () => {
  await world.close();
  server.close();
});
beforeEach(async () => {
  company = await world.company();
  await withoutNightly(world, company);
  received.length = 0;
  answer = 200;
});

const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const runNow = async (recurringId: string, more: { even_if_paused?: boolean } = {}): Promise<string> => {
  const { owner, projectId } = company;
  return (await runRecurring(owner, { projectId, recurringId, even_if_paused: false, ...more })).run_id;
};
const once1 = async (recurringId: string): Promise<string> => {
  const runId = await runNow(recurringId);
  await doRun(company.job, { runId });
  return runId;
};
const finish = (runId: string, ok: boolean, summary = "Sample."): Promise<boolean> =>
  withTransaction(company.job, (tx) => finishRecurringRun(tx, { runId, result: { ok, summary } }));
const taskNow = (recurringId: string) => getRecurring(company.owner, { projectId: company.projectId, recurringId });
const historyOf = async (recurringId: string) =>
  (await listRuns(company.owner, { projectId: company.projectId, recurringId, limit: 25 })).data;
const types = async (): Promise<string[]> =>
  (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);

describe("a proposal", () => {
  it("is made anew by each run, waits for a person, and is made once by one run", async () => {
    const { campaignId } = await campaignIn(world, company, "active");
    const payload = { action_type: "campaign.pause", payload: { campaign_id: campaignId } };
    const { id } = await taskOf(company, { job_type: "actions.propose", payload });
    const runId = await once1(id);
    await doRun(company.job, { runId });
    await once1(id);
    const { data } = await listApprovals(company.owner, { projectId: company.projectId, limit: 10 });
    expect(data).toHaveLength(2);
    expect(data.every(({ state, origin }) => state === "pending" && origin === "recurring")).toBe(true);
    const [last] = await historyOf(id);
    expect(last).toMatchObject({
      state: "finished",
      trigger: "manual",
      result: { links: [{ rel: "approval", id: data[0]?.id }] },
    });
    expect(last?.result?.summary).toContain("waits for your approval");
    expect(last?.lateness_seconds).toBeGreaterThanOrEqual(0);
    expect(await types()).toEqual(
      expect.arrayContaining(["recurring.run_enqueued", "approval.requested", "recurring.run_finished"]),
    );
  });

  it("of an action that cannot be done now fails with the reason", async () => {
    const { campaignId } = await campaignIn(world, company, "paused");
    const wanted = { key: randomUUID(), action_type: "campaign.pause", payload: { campaign_id: campaignId } };
    await expect(proposeAgain(company.job, { projectId: company.projectId, ...wanted })).rejects.toThrow(/paused/);
  });
});

describe("a packet of the plan", () => {
  it("is drafted by its own job at each run, for a member to accept", async () => {
    const { id } = await taskOf(company, { job_type: "phases.generate", payload: { phase: 1 } });
    await once1(id);
    const [run] = await historyOf(id);
    expect(run).toMatchObject({ state: "finished", result: { summary: expect.stringContaining("validation") } });
    const asked = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "phases.generate");
    expect(asked).toMatchObject([{ data: { projectId: company.projectId, phase: 1 } }]);
    const wanted = { projectId: company.projectId, phase: 1 };
    await expect(draftPacket(company.viewer, wanted)).rejects.toMatchObject({ code: "permission.missing" });
  });
});

describe("a campaign", () => {
  it("that is active has its step run", async () => {
    const { campaignId } = await campaignIn(world, company, "active");
    const { summary } = await runCampaign(company.job, {
      projectId: company.projectId,
      campaign_id: campaignId,
      step: "preparation",
    });
    expect(summary).toContain("0 leads need drafts");
    expect((await world.jobs(company.workspaceId)).map(({ name }) => name)).toContain("ignition.run_campaign_step");
  });

  it("that is paused is proposed to be activated, once", async () => {
    const { campaignId } = await campaignIn(world, company, "paused");
    const { id } = await taskOf(company, {
      job_type: "campaigns.run",
      payload: { campaign_id: campaignId, step: "email_1" },
    });
    await once1(id);
    await once1(id);
    const { data } = await listApprovals(company.owner, { projectId: company.projectId, limit: 10 });
    expect(data).toMatchObject([{ action_type: "campaign.activate", state: "pending" }]);
    expect((await world.jobs(company.workspaceId)).map(({ name }) => name)).not.toContain("ignition.run_campaign_step");
  });
});

describe("a webhook", () => {
  const hook = () => taskOf(company, { job_type: "webhook.post", payload: { url: `${base()}/hook`, body: { a: 1 } } });

  it("is signed as Standard Webhooks says, with the run's key as its id", async () => {
    const { id } = await hook();
    await once1(id);
    const [run] = await runsOf(world, id);
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    expect(JSON.parse(body)).toMatchObject({ type: "recurring.run", recurring_id: id, data: { a: 1 } });
    expect(headers["webhook-id"]).toBe(run?.run_key);
    const shown = await getRecurring(company.owner, { projectId: company.projectId, recurringId: id });
    expect(shown.signing_secret).toBe(webhookSecret(company.projectId));
    const hidden = await getRecurring(company.viewer, { projectId: company.projectId, recurringId: id });
    expect(hidden.signing_secret).toBeNull();
    const key = Buffer.from(shown.signing_secret?.replace("whsec_", "") ?? "", "base64");
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    expect(run).toMatchObject({ state: "finished" });
  });

  it("that is refused fails at once; one that a server cannot take is tried three times, and a redirect is not followed", async () => {
    const { id } = await hook();
    answer = 410;
    await once1(id);
    expect((await historyOf(id))[0]).toMatchObject({
      state: "failed",
      result: { summary: expect.stringContaining("410") },
    });
    answer = 302;
    await once1(id);
    expect(received).toHaveLength(2);
    answer = 503;
    const runId = await runNow(id);
    await expect(doRun(company.job, { runId })).rejects.toThrow(/503/);
    await expect(doRun(company.job, { runId })).rejects.toThrow(/503/);
    await doRun(company.job, { runId });
    expect((await historyOf(id))[0]).toMatchObject({ id: runId, state: "failed" });
  });

  it.each([
    "https://elsewhere.example/hook",
    "https://shop.example.evil.example/hook",
    "http://shop.example/hook",
    "https://evilshop.example/hook",
    "https://169.254.169.254/latest",
    "https://localhost/hook",
    "https://shop.example@evil.example/",
  ])("does not go to %s", async (url) => {
    await updateProject(company.owner, { projectId: company.projectId, website: "https://www.shop.example" });
    const refusal = requireOwnAddress(company.job, { projectId: company.projectId, url });
    await expect(refusal).rejects.toMatchObject({ code: "recurring.foreign_address" });
    const task = { id: randomUUID(), project_id: company.projectId, title: "Sample", payload: { url, body: {} } };
    const posted = postWebhook(company.job, { task, key: "sample", scheduledFor: "2026-01-01T00:00:00Z" });
    await expect(posted).rejects.toMatchObject({ code: "recurring.foreign_address" });
    const payload = { url };
    const wanted = { projectId: company.projectId, jobType: "webhook.post", payload } as const;
    const checked = withTransaction(company.owner, (tx) => checkPayload(tx, wanted));
    await expect(checked).rejects.toMatchObject({ code: "recurring.foreign_address" });
  });

  it.each(["https://shop.example/hook", "https://hooks.shop.example/x?y=1"])("may go to %s", async (url) => {
    await updateProject(company.owner, { projectId: company.projectId, website: "https://www.shop.example" });
    const allowed = requireOwnAddress(company.job, { projectId: company.projectId, url });
    await expect(allowed).resolves.toBeUndefined();
  });
});

describe("a kind that a domain above does", () => {
  it("is announced once, runs until it is finished, and then keeps its first end", async () => {
    const { id } = await taskOf(company);
    const runId = await runNow(id);
    await doRun(company.job, { runId });
    expect(await beginRun(company.job, { runId })).toBeNull();
    expect((await types()).filter((type) => type === "recurring.run_due")).toHaveLength(1);
    expect((await runsOf(world, id))[0]).toMatchObject({ state: "running" });
    expect(await finish(runId, true, "Looked at 12 facts.")).toBe(true);
    expect(await finish(runId, false)).toBe(false);
    expect((await historyOf(id))[0]).toMatchObject({ state: "finished", result: { summary: "Looked at 12 facts." } });
  });

  it("that never ends has failed after an hour", async () => {
    const { id } = await taskOf(company);
    const runId = await runNow(id);
    await doRun(company.job, { runId });
    const system = (minutes: number) => ({ ...world.system(), now: () => new Date(Date.now() + minutes * 60_000) });
    await runDueTasks(system(59));
    expect((await runsOf(world, id)).find((run) => run.id === runId)?.state).toBe("running");
    await runDueTasks(system(61));
    expect((await runsOf(world, id)).find((run) => run.id === runId)).toMatchObject({ state: "failed" });
    await loseRun(company.job, { runId });
    expect((await taskNow(id)).failures).toBe(1);
  });
});

it("three failures in a row pause a task and tell the founder; a success between them counts from the beginning", async () => {
  const { id } = await taskOf(company);
  for (const ok of [false, false, true, false, false]) await finish(await runNow(id), ok, "The model is away.");
  expect(await taskNow(id)).toMatchObject({ enabled: true, failures: 2 });
  await finish(await runNow(id), false, "The model is away.");
  const paused = await taskNow(id);
  expect(paused).toMatchObject({ enabled: false, next_run_at: null, failures: 3 });
  expect(paused.paused_why).toContain("The model is away.");
  const { rows } = await world.admin.query("select type, title from notifications where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows).toMatchObject([{ type: "recurring.paused", title: expect.stringContaining("The model is away.") }]);
  expect((await types()).filter((type) => type === "recurring.paused")).toHaveLength(1);
  const { owner, projectId } = company;
  const resumed = await changeRecurring(owner, {
    projectId,
    recurringId: id,
    revision: paused.revision,
    enabled: true,
  });
  expect(resumed).toMatchObject({ enabled: true, failures: 0, paused_why: null });
  expect(new Date(resumed.next_run_at ?? 0).getTime()).toBeGreaterThan(Date.now());
});

it("runs that are made up for begin one after another, and are skipped once the task is paused", async () => {
  const task = await taskOf(company, { missed_policy: "run_all" });
  await dueSince(world, task.id, "2026-06-10T09:00:00Z");
  await enqueueDue(at(company.job, "2026-06-10T11:30:00Z"));
  const states = async (): Promise<string[]> => (await runsOf(world, task.id)).map(({ state }) => state);
  expect(await states()).toEqual(["queued", "waiting", "waiting"]);
  const [first, second] = await runsOf(world, task.id);
  await withTransaction(company.job, (tx) => releaseNext(tx, task));
  expect(await states()).toEqual(["queued", "waiting", "waiting"]);
  await doRun(company.job, { runId: first?.id ?? "" });
  await finish(first?.id ?? "", true);
  expect(await states()).toEqual(["finished", "queued", "waiting"]);
  // It waited for hours, and is not lost for that.
  await world.admin.query("update project_recurring_tasks set next_run_at = null where id = $1", [task.id]);
  await world.admin.query(
    "update recurring_task_runs set created_at = now() - interval '3 hours' where recurring_id = $1",
    [task.id],
  );
  await runDueTasks(world.system());
  expect(await states()).toEqual(["finished", "queued", "waiting"]);
  const { owner, projectId } = company;
  await changeRecurring(owner, { projectId, recurringId: task.id, revision: task.revision, enabled: false });
  await doRun(company.job, { runId: second?.id ?? "" });
  expect(await states()).toEqual(["finished", "skipped", "queued"]);
});

it("a job is handed out once for each key", async () => {
  const { id } = await taskOf(company);
  const runId = await runNow(id);
  for (let time = 0; time < 2; time++)
    await withTransaction(company.job, (tx) => handOut(tx, { id: runId, key: "sample" }));
  const jobs = (await world.jobs(company.workspaceId)).filter(({ singleton_key }) => singleton_key === "sample");
  expect(jobs).toHaveLength(1);
});

it("a task of another company is not found", async () => {
  const { id } = await taskOf(company);
  const other = await world.company();
  const found = withTransaction(other.job, (tx) => requireRecurring(tx, { recurringId: id }));
  await expect(found).rejects.toMatchObject({ code: "recurring.not_found" });
});
