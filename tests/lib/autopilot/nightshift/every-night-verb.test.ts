import { randomUUID } from "node:crypto";
import { listAgentJobs } from "@/lib/autopilot/jobs/list-agent-jobs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptRecommendation } from "@/lib/autopilot/nightshift/accept-recommendation";
import { agentCtx } from "@/lib/autopilot/nightshift/agent-ctx";
import { beginRun } from "@/lib/autopilot/nightshift/begin-run";
import { cycleProject } from "@/lib/autopilot/nightshift/cycle-project";
import { dismissRecommendation } from "@/lib/autopilot/nightshift/dismiss-recommendation";
import { getLatest } from "@/lib/autopilot/nightshift/get-latest";
import { getSettings } from "@/lib/autopilot/nightshift/get-settings";
import { saveSettings } from "@/lib/autopilot/nightshift/save-settings";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { inDays, seededCompany, nightOf, payFailed, type Seeded } from "./nightshift-world";

let world: TestWorld;
let company: Company;
let seeded: Seeded;

beforeAll(async () => void (world = await createTestWorld()));
afterAll(() => world.close());
beforeEach(async () => {
  seeded = await seededCompany(world);
  company = seeded.company;
});

const count = async (query: string): Promise<number> =>
  (await world.admin.query<{ n: number }>(`select count(*)::int as n from ${query}`, [company.projectId])).rows[0]?.n ??
  -1;

test("a night leaves one task for each recommendation, its summary and its line in the ledger", async () => {
  await nightOf(company);
  const { run, recommendations } = await getLatest(company.owner, company);
  expect(run).toMatchObject({ state: "done", night: 1, mode: "shadow", model_calls: 1 });
  expect(recommendations.map(({ kind }) => kind)).toEqual(["deliverability", "payment_failed", "list_exhausted"]);
  expect(await count("tasks where project_id = $1 and agent = 'night_shift' and recommendation_id is not null")).toBe(
    3,
  );
  expect(
    await count("tasks where project_id = $1 and agent = 'night_shift' and description = 'nightshift_summary'"),
  ).toBe(1);
  const lines = await world.ledger(company.workspaceId);
  const generated = lines.find(({ event_type }) => event_type === "nightshift.recommendations_generated");
  expect(generated).toMatchObject({ actor_type: "agent", data: { ids: recommendations.map(({ id }) => id) } });
  expect(recommendations.every(({ evidence }) => evidence.length > 0)).toBe(true);
  const [work] = (await listAgentJobs(company.owner, { projectId: company.projectId, limit: 5 })).data;
  expect(work).toMatchObject({ state: "finished", title: "Night 1", links: [{ rel: "nightshift", id: run?.id }] });
});

test("two requests at once begin one run, and the second one is told its id", async () => {
  const answers = await Promise.allSettled([beginRun(company.owner, company), beginRun(company.owner, company)]);
  const begun = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.id] : []));
  const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
  expect(begun).toHaveLength(1);
  expect(refused).toMatchObject([{ code: "nightshift.running", details: { run_id: begun[0] } }]);
});

test("a second night of the same date does nothing, and a quiet next night leaves one row", async () => {
  await nightOf(company);
  await nightOf(company);
  expect(await count("nightshift_runs where project_id = $1")).toBe(1);
  const before = await count("project_events where project_id = $1");
  await nightOf(company, 1);
  const { run, report_run, recommendations } = await getLatest(company.owner, company);
  expect(run).toMatchObject({ state: "nothing_new", model_calls: 0, cost_usd: 0, emails: 0 });
  expect(await count("project_events where project_id = $1")).toBe(before + 1);
  expect(report_run?.night).toBe(1);
  expect(recommendations).toHaveLength(3);
  const jobs = await world.jobs(company.workspaceId);
  expect(jobs.filter(({ name }) => name === "nightshift.mail_report")).toHaveLength(1);
});

test("the same matter of another night is the same recommendation, and one that is solved goes with its task", async () => {
  await nightOf(company);
  const [first] = (await getLatest(company.owner, company)).recommendations;
  await world.admin.query("update campaigns set status = 'paused' where id = $1", [seeded.campaignId]);
  await seeded.news();
  await nightOf(company, 1);
  const { recommendations } = await getLatest(company.owner, company);
  expect(recommendations.map(({ kind }) => kind)).toEqual(["payment_failed"]);
  expect(await count("recommendations where project_id = $1")).toBe(3);
  expect(
    await count(`tasks where project_id = $1 and state = 'dismissed' and recommendation_id = '${first?.id}'`),
  ).toBe(1);
});

test("a run that was cut off after any step goes on, and does each thing once", async () => {
  for (const step of ["started", "facts", "ranked", "worded"]) {
    const other = await seededCompany(world);
    const controller = new AbortController();
    const job = { ...other.company.job, signal: controller.signal };
    const run = await beginRun(other.company.owner, other.company);
    await world.admin.query("update nightshift_runs set step = 'started', work = '{}' where id = $1", [run.id]);
    const interrupted = interruptedAfter(step, controller);
    await interrupted(() => cycleProject(job, { projectId: other.company.projectId, runId: run.id }), run.id);
    await cycleProject(other.company.job, { projectId: other.company.projectId, runId: run.id });
    await cycleProject(other.company.job, { projectId: other.company.projectId, runId: run.id });
    const latest = await getLatest(other.company.owner, other.company);
    expect(latest.run).toMatchObject({ id: run.id, state: "done" });
    const { rows } = await world.admin.query(
      "select count(*)::int as n from tasks where project_id = $1 and agent = 'night_shift'",
      [other.company.projectId],
    );
    expect(rows).toEqual([{ n: 4 }]);
  }
});

/** Ends a run when its row reached a step. */
function interruptedAfter(step: string, controller: AbortController) {
  return async (run: () => Promise<void>, runId: string): Promise<void> => {
    const order = ["started", "facts", "ranked", "worded", "stored"];
    const watch = async (): Promise<void> => {
      const { rows } = await world.admin.query<{ step: string; state: string }>(
        "select step, state from nightshift_runs where id = $1",
        [runId],
      );
      const reached = order.indexOf(rows[0]?.step ?? "started") >= order.indexOf(step);
      if (reached || rows[0]?.state !== "running") controller.abort();
      else await watch();
    };
    await Promise.all([watch(), run().catch(() => undefined)]);
  };
}

test("a night that runs out of time leaves the report before it as it was, and another company's night alone", async () => {
  await nightOf(company);
  const before = await getLatest(company.owner, company);
  await seeded.news();
  const late = { ...inDays(company, 1), signal: AbortSignal.abort(new Error("out of time")) };
  await expect(cycleProject(late, { projectId: company.projectId })).rejects.toThrow(/out of time/);
  const after = await getLatest(company.owner, company);
  expect([after.report_run, after.recommendations]).toEqual([before.report_run, before.recommendations]);
  expect(after.running?.night).toBe(2);
  const other = (await seededCompany(world)).company;
  await nightOf(other);
  expect((await getLatest(other.owner, other)).run?.state).toBe("done");
});

test("a job that was given a dead worker's night goes on at once; any other waits without failing, and ends with it", async () => {
  const { owner, projectId, job, workspaceId } = company;
  const run = await beginRun(owner, company);
  await world.admin.query(
    "update nightshift_runs set holder = 'held', lease_until = now() + interval '5 minutes' where id = $1",
    [run.id],
  );
  // The job that the founder's request made has been taken, and its worker is gone.
  await world.admin.query("delete from pgboss.job where data ->> 'runId' = $1", [run.id]);
  await cycleProject({ ...job, requestId: "another" }, { projectId, runId: run.id });
  // The schedule's own night, while the founder's is under way.
  const recurringRunId = randomUUID();
  await cycleProject({ ...job, requestId: "scheduled" }, { projectId, recurringRunId });
  const { rows } = await world.admin.query(
    `select data - 'workspaceId' as data, start_after > now() + interval '30 seconds' as waits from pgboss.job
     where name = 'nightshift.cycle_project' and data ->> 'workspaceId' = $1 order by created_on`,
    [workspaceId],
  );
  expect(rows).toEqual([
    { data: { projectId, runId: run.id }, waits: true },
    { data: { projectId, recurringRunId }, waits: true },
  ]);
  expect((await getLatest(owner, company)).running?.id).toBe(run.id);

  await cycleProject({ ...job, requestId: "held" }, { projectId, runId: run.id });
  expect((await getLatest(owner, company)).run).toMatchObject({ id: run.id, state: "done" });
});

test("a dismissed matter stays away, until something new of its kind happens", async () => {
  await nightOf(company);
  const { recommendations } = await getLatest(company.owner, company);
  const failed = recommendations.find(({ kind }) => kind === "payment_failed");
  const ref = { projectId: company.projectId, recommendationId: failed?.id ?? "" };
  const dismissed = await dismissRecommendation(company.owner, { ...ref, reason: "They told me already" });
  expect(dismissed).toMatchObject({ state: "dismissed", reason: "They told me already" });
  await expect(acceptRecommendation(company.owner, ref)).rejects.toMatchObject({ code: "recommendation.decided" });
  await seeded.news();
  await nightOf(company, 1);
  expect((await getLatest(company.owner, company)).recommendations.map(({ kind }) => kind)).toEqual([
    "deliverability",
    "list_exhausted",
  ]);
  await payFailed(world, company);
  await seeded.news();
  await nightOf(company, 2);
  const again = (await getLatest(company.owner, company)).recommendations.find(({ kind }) => kind === "payment_failed");
  expect(again?.why).toMatch(/You said no on .*; since then something new happened/);
});

test("in shadow mode an accepted recommendation stages nothing; in live mode it waits for approval", async () => {
  const { projectId, owner } = company;
  await nightOf(company);
  const [shadow] = (await getLatest(owner, company)).recommendations;
  const accepted = await acceptRecommendation(owner, { projectId, recommendationId: shadow?.id ?? "" });
  expect(accepted).toMatchObject({ state: "accepted", approval_id: null });
  expect(await count("approvals where project_id = $1")).toBe(0);

  const other = (await seededCompany(world)).company;
  expect(await saveSettings(other.owner, { projectId: other.projectId, mode: "live" })).toMatchObject({ mode: "live" });
  await nightOf(other);
  const [live] = (await getLatest(other.owner, other)).recommendations;
  const staged = await acceptRecommendation(other.owner, {
    projectId: other.projectId,
    recommendationId: live?.id ?? "",
  });
  const { rows } = await world.admin.query(
    "select state, action_type, recommendation_id from approvals where id = $1",
    [staged.approval_id],
  );
  expect(rows).toEqual([{ state: "pending", action_type: "campaign.pause", recommendation_id: live?.id }]);
  await decideApproval(other.owner, {
    approvalId: staged.approval_id ?? "",
    version: 1,
    decision: "denied",
    via: "app",
  });
  await world.admin.query("update recommendations set decided_at = decided_at - interval '8 days' where id = $1", [
    live?.id,
  ]);
  await payFailed(world, other);
  await nightOf(other, 1);
  expect((await getLatest(other.owner, other)).recommendations.map(({ kind }) => kind)).not.toContain("deliverability");
});

test("an agent, a viewer and a stranger decide nothing", async () => {
  await nightOf(company);
  const [first] = (await getLatest(company.owner, company)).recommendations;
  const ref = { projectId: company.projectId, recommendationId: first?.id ?? "" };
  const agent = await agentCtx(company.job);
  await expect(acceptRecommendation(agent, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(acceptRecommendation(company.viewer, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(acceptRecommendation(company.stranger, ref)).rejects.toMatchObject({ code: "recommendation.not_found" });
  await expect(beginRun(company.viewer, company)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(beginRun(company.stranger, company)).rejects.toMatchObject({ code: "project.not_found" });
  await expect(saveSettings(company.viewer, { projectId: company.projectId, hour: "08:00" })).rejects.toMatchObject({
    code: "permission.missing",
  });
});

test("a frozen workspace gets a report of facts that says why, and nothing is proposed", async () => {
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'abuse' where id = $1", [
    company.workspaceId,
  ]);
  await cycleProject({ ...company.job, whileFrozen: true }, { projectId: company.projectId });
  const { rows } = await world.admin.query(
    "select state, report, model_calls from nightshift_runs where project_id = $1",
    [company.projectId],
  );
  expect(rows).toMatchObject([
    { state: "done", model_calls: 0, report: { facts_only: expect.stringContaining("frozen") } },
  ]);
  expect(await count("recommendations where project_id = $1")).toBe(0);
});

test("an empty budget leaves the rules their own words, says so, and costs nothing", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now())::date, 5)",
    [company.workspaceId],
  );
  await nightOf(company);
  const { run, recommendations } = await getLatest(company.owner, company);
  expect(run).toMatchObject({ model_calls: 0, cost_usd: 0, report: { facts_only: expect.stringContaining("budget") } });
  expect(recommendations.map(({ kind }) => kind)).toContain("budget_low");
});

test("settings change only in what is named, and shadow ends after ten decisions", async () => {
  const { projectId, owner } = company;
  await saveSettings(owner, { projectId, hour: "06:15" });
  expect(await saveSettings(owner, { projectId, cadence: "weekly" })).toEqual({
    mode: "shadow",
    mode_chosen: false,
    hour: "06:15",
    cadence: "weekly",
  });
  await nightOf(company);
  await world.admin.query(
    `insert into recommendations select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'key', 'k' || n,
       'state', 'accepted', 'decided_at', now()))).* from recommendations r, generate_series(1, 10) n where r.project_id = $1 and r.rank = 1`,
    [projectId],
  );
  expect(await getSettings(owner, { projectId })).toMatchObject({ mode: "live", mode_chosen: false });
});
