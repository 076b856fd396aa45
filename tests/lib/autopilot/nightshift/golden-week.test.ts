import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptRecommendation } from "@/lib/autopilot/nightshift/accept-recommendation";
import { cycleProject } from "@/lib/autopilot/nightshift/cycle-project";
import { dismissRecommendation } from "@/lib/autopilot/nightshift/dismiss-recommendation";
import { scoreOutcomes } from "@/lib/autopilot/nightshift/score-outcomes";
import { createTask } from "@/lib/company/tasks/create-task";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

/** How seven nights of the history below end, row by row. Change it only together with the rule that is meant to change. */
const EXPECTED = new URL("../../../fixtures/golden-week.txt", import.meta.url);
const FIRST_NIGHT = Date.parse("2026-06-01T03:07:00Z");
const DAY_MS = 86_400_000;

let world: TestWorld;
let company: Company;
let campaignId: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company("Golden Works");
  ({ campaignId } = await campaignIn(world, company, "active"));
  // The campaign began before the first night, whenever this test runs.
  await world.admin.query(`
    begin; set local session_replication_role = replica;
    update campaigns set name = 'Bakers', updated_at = '2026-05-20T08:00:00Z' where id = '${campaignId}'; commit`);
});
afterAll(() => world.close());

/** The time of a night, or of the day after it. */
const on = <C extends WorkspaceCtx>(ctx: C, night: number, hours = 0): C => ({
  ...ctx,
  now: () => new Date(FIRST_NIGHT + (night - 1) * DAY_MS + hours * 3_600_000),
});
const dayOf = (night: number): string => on(company.owner, night).now().toISOString().slice(0, 10);
const rows = async <R extends object>(query: string, ...values: unknown[]): Promise<R[]> =>
  (await world.admin.query<R>(query, values)).rows;

const sent = (day: string, sends: number, more: { bounces?: number; replies?: number } = {}) =>
  rows(
    `insert into daily_stats (workspace_id, day, campaign_id, step, sends, bounces, replies) values ($1, $2, $3, 1, $4, $5, $6)`,
    ...[company.workspaceId, day, campaignId, sends, more.bounces ?? 0, more.replies ?? 0],
  );
const paid = (type: string, at: string, id: string) =>
  rows(
    `insert into project_payment_events (workspace_id, project_id, event_id, type, amount_cents, currency, occurred_at)
     values ($1, $2, $3, $4, 4900, 'USD', $5)`,
    ...[company.workspaceId, company.projectId, id, type, at],
  );
const counted = (day: string, name: string, of: { events: number; cents?: number; currency?: string }) =>
  rows(
    `insert into project_daily_kpis (workspace_id, project_id, day, name, currency, events, amount_cents)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    ...[company.workspaceId, company.projectId, day, name, of.currency ?? "", of.events, of.cents ?? 0],
  );
const happen = (night: number) =>
  createTask(on(company.owner, night, 8), { projectId: company.projectId, title: "News", description: "" });
const freeze = (status: string) =>
  rows("update workspaces set status = $2, frozen_reason = 'test' where id = $1", company.workspaceId, status);
async function decide(night: number, kind: string, verb: typeof acceptRecommendation): Promise<void> {
  const [found] = await rows<{ id: string }>(
    "select id from recommendations where project_id = $1 and kind = $2 and state = 'open'",
    ...[company.projectId, kind],
  );
  await verb(on(company.owner, night, 6), { projectId: company.projectId, recommendationId: found?.id ?? "" });
}

/** The events before each night. */
const HISTORY: Record<number, () => Promise<unknown>> = {
  1: async () => {
    await sent("2026-05-30", 100, { bounces: 10, replies: 4 });
    await paid("payment.failed", "2026-05-31T10:00:00Z", "pay-1");
  },
  2: async () => {
    await decide(1, "deliverability", acceptRecommendation);
    const { projectId } = company;
    await decide(1, "payment_failed", (ctx, ref) => dismissRecommendation(ctx, { ...ref, projectId, reason: "Known" }));
    await happen(1);
  },
  3: async () => undefined,
  4: async () => {
    await paid("payment.failed", "2026-06-03T09:00:00Z", "pay-2");
    await paid("payment.succeeded", "2026-06-03T12:00:00Z", "pay-3");
    await counted("2026-06-03", "payment.succeeded", { events: 1, cents: 4900, currency: "USD" });
    await counted("2026-06-03", "pageview", { events: 12 });
    await happen(3);
  },
  5: async () => {
    await freeze("frozen");
    await rows(
      `insert into project_events (workspace_id, project_id, event_type, message, actor_type) values ($1, $2, 'workspace.frozen', 'Frozen.', 'admin')`,
      ...[company.workspaceId, company.projectId],
    );
  },
  6: async () => {
    await freeze("active");
    await rows(
      "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, '2026-06-01', 4.2) on conflict (workspace_id, month) do update set spent_usd = 4.2",
      company.workspaceId,
    );
    await happen(5);
  },
  7: async () => {
    await sent("2026-06-06", 20, { replies: 2 });
    await happen(6);
  },
};

const line = (...cells: unknown[]): string => cells.map((cell) => String(cell ?? "–")).join(" | ");
const named = (text: string): string => text.replaceAll(campaignId, "bakers");

async function told(night: number): Promise<string[]> {
  const [run] = await rows<Record<string, unknown>>(
    `select state, mode, model_calls, why, report from nightshift_runs where project_id = $1 and local_date = $2`,
    ...[company.projectId, dayOf(night)],
  );
  const found = await rows<Record<string, unknown>>(
    `select r.rank, r.key, r.title, r.why, r.p, r.score, r.evidence from recommendations r
     join nightshift_runs n on n.id = r.run_id
     where r.project_id = $1 and n.local_date = $2 and r.state = 'open' order by r.rank`,
    ...[company.projectId, dayOf(night)],
  );
  const report = run?.report as {
    headline: string;
    facts_only: string | null;
    numbers: Record<string, string>[];
  } | null;
  const measured = report?.numbers.filter(({ value }) => value !== "not measured");
  const numbers = measured?.map(({ label, value, before }) => `${label}: ${value}${before ? ` (${before})` : ""}`);
  return [
    "",
    line(
      `Night ${night}`,
      dayOf(night),
      run?.state,
      run?.mode,
      `model calls: ${String(run?.model_calls)}`,
      report?.headline,
    ),
    ...(run?.why ? [`  why: ${String(run.why)}`] : []),
    ...found.map((each) =>
      named(line(`  ${String(each.rank)}`, each.key, each.p, each.score, each.title, each.why, String(each.evidence))),
    ),
    ...(numbers ? [`  ${numbers.join(" · ")}`] : []),
  ];
}

test("seven nights of one history end in the same rows, word for word", async () => {
  const transcript: string[] = [];
  for (const [night, happened] of Object.entries(HISTORY)) {
    await happened();
    await cycleProject({ ...on(company.job, Number(night)), whileFrozen: true }, { projectId: company.projectId });
    transcript.push(...(await told(Number(night))));
  }
  await scoreOutcomes(on(company.job, 9), company);
  const after = await rows<Record<string, unknown>>(
    `select key, state, outcome_7, value_7, (select state from tasks t where t.id = r.task_id) as task
     from recommendations r where project_id = $1 order by created_at, key`,
    company.projectId,
  );
  const lines = await rows<{ type: string; count: number }>(
    `select event_type as type, count(*)::int from project_events
     where project_id = $1 and event_type ~ '^(nightshift|recommendation)\\.' group by 1 order by 1`,
    company.projectId,
  );
  transcript.push(
    ...["", "After a week: matter | state | outcome | value | task"],
    ...after.map(({ key, state, outcome_7, value_7, task }) =>
      named(line(`  ${String(key)}`, state, outcome_7, value_7, task)),
    ),
    ...["", "Lines of the ledger"],
    ...lines.map(({ type, count }) => `  ${count} × ${type}`),
  );
  expect(`${transcript.join("\n").trim()}\n`).toBe(await readFile(EXPECTED, "utf8"));
});
