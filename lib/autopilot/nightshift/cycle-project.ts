import { finishAgentJob } from "@/lib/autopilot/jobs/finish-agent-job";
import { noteArtifact } from "@/lib/autopilot/jobs/note-artifact";
import { noteStep } from "@/lib/autopilot/jobs/note-step";
import type { NewAgentJob } from "@/lib/autopilot/jobs/schemas";
import { startAgentJob } from "@/lib/autopilot/jobs/start-agent-job";
import { finishRecurringRun } from "@/lib/autopilot/recurring/finish-recurring-run";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueueAt } from "@/lib/platform/queue";
import { oneLine } from "@/lib/platform/text";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { agentCtx } from "./agent-ctx";
import { begin } from "./begin-run";
import { NightshiftFailed } from "./events";
import { finishNight, hashOfKpis } from "./finish-night";
import { gatherFacts } from "./gather-facts";
import { CycleProject } from "./jobs";
import { LIMITS } from "./limits";
import { rankNight } from "./rank-night";
import type { NightRun, RunStep } from "./schemas";
import { claimRun, endRun, findRun, releaseRun, updateStep } from "./store-runs";
import { wordNight, type WordedNight } from "./word-night";
import type { Work } from "./work";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Night = { projectId: string; runId?: string; recurringRunId?: string };

/**
 * One night of a company: facts, ranking, words, report. Each step is stored before the next begins, so that a run that was cut off goes on
 * where it was; the report before stays until another one is whole. A night of the same local date is done once. A model's failure costs
 * only its words, never the night.
 */
export async function cycleProject(ctx: JobCtx, night: Night): Promise<void> {
  requirePermission(ctx, "nightshift.write");
  const agent = await agentCtx(ctx);
  const run = await runOf(agent, night);
  if (run === "busy") return postpone(agent, night);
  if (!run) return;
  const told = { runId: run.id, recurringRunId: night.recurringRunId };
  if (run.state !== "running") return tellSchedule(agent, told);
  const claimed = await withTransaction(agent, (tx) =>
    claimRun(tx, { runId: run.id, until: leaseOf(tx.now()), holder: ctx.requestId }),
  );
  if (!claimed) return postpone(agent, night);
  await goOn(agent, run, claimed.work as Work).catch((error: unknown) => giveUp(agent, { run, told, error }));
  await tellSchedule(agent, told);
}

/** The run that a night is, begun if it is the schedule's first of its date; `busy` while another run of the company is under way. */
async function runOf(ctx: JobCtx, { projectId, runId, recurringRunId }: Night): Promise<NightRun | "busy" | null> {
  return withTransaction(ctx, async (tx) =>
    runId === undefined
      ? begin(tx, { projectId, trigger: "schedule", recurringRunId: recurringRunId ?? null })
      : findRun(tx, runId),
  ).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "nightshift.running") return "busy";
    throw error;
  });
}

/** Waits for the other job without using up an attempt: an attempt is for a failure. */
async function postpone(ctx: JobCtx, { projectId, runId, recurringRunId }: Night): Promise<void> {
  const payload = {
    workspaceId: ctx.workspaceId,
    projectId,
    ...(runId !== undefined && { runId }),
    ...(recurringRunId !== undefined && { recurringRunId }),
  };
  const at = new Date(ctx.now().getTime() + LIMITS.postponedSeconds * 1000);
  await withTransaction(ctx, (tx) => enqueueAt(tx, CycleProject, { payload, at }));
}

type Told = { runId: string; recurringRunId: string | undefined };

/** Reports the end of a night to the recurring task that asked for it, once. */
async function tellSchedule(ctx: JobCtx, { runId, recurringRunId }: Told): Promise<void> {
  if (recurringRunId === undefined) return;
  await withTransaction(ctx, async (tx) => {
    const run = await findRun(tx, runId);
    if (!run || run.state === "running") return;
    const ok = run.state !== "failed";
    const summary = run.why ?? run.report?.headline ?? "The report is written.";
    await finishRecurringRun(tx, { runId: recurringRunId, result: { ok, summary } });
  });
}

/** The night as the page Work follows it. A night without news is none: there was no work. */
const workOf = ({ id, project_id: projectId, night }: NightRun): NewAgentJob => ({
  projectId,
  key: `nightshift:${id}`,
  jobType: "nightshift.cycle_project",
  agent: "night_shift",
  title: `Night ${night}`,
  links: [{ rel: "nightshift", id }],
});

const wordedBy = ({ answeredBy }: WordedNight): string =>
  answeredBy ? `Had the findings worded by ${answeredBy}` : "Kept the rules' own words";

const leaseOf = (now: Date): string => new Date(now.getTime() + LIMITS.runSeconds * 1000).toISOString();

async function goOn(ctx: JobCtx, run: NightRun, begun: Work): Promise<void> {
  let work = begun;
  const save = async (step: RunStep, next: Work, said: { jobId: string; message: string } | null): Promise<void> => {
    ctx.signal.throwIfAborted();
    work = next;
    const { facts, hash } = next;
    const kpis = facts && { kpiSha256: hashOfKpis(facts), position: facts.position };
    const { modelCalls, costUsd } = next;
    const change = {
      step,
      work: next,
      leaseUntil: leaseOf(ctx.now()),
      modelCalls,
      costUsd,
      ...kpis,
      ...(hash && { rankingHash: hash }),
    };
    await withTransaction(ctx, async (tx) => {
      await updateStep(tx, run.id, change);
      if (said) await noteStep(tx, said);
    });
  };
  if (!work.facts) {
    const gathered = await withTransaction(ctx, (tx) => gatherFacts(tx, run));
    if (!gathered) return;
    await save("facts", gathered, null);
  }
  const jobId = await withTransaction(ctx, (tx) => startAgentJob(tx, workOf(run)));
  if (!work.ranked) {
    const before = work;
    const next = await withReadTransaction(ctx, (tx) => rankNight(tx, { projectId: run.project_id, work: before }));
    await save("ranked", next, { jobId, message: `Read the facts and ranked ${next.ranked?.length ?? 0} findings` });
  }
  if (!work.worded) {
    const words = await wordNight(ctx, { projectId: run.project_id, work });
    await save("worded", { ...work, ...words }, { jobId, message: wordedBy(words) });
  }
  const whole = work;
  await withTransaction(ctx, async (tx) => {
    await finishNight(tx, { run, work: whole });
    const artifact = { kind: "nightshift", id: run.id, title: `The report of night ${run.night}` };
    await noteArtifact(tx, { jobId, artifact });
    const count = whole.worded?.length ?? 0;
    const summary = `The report is written, with ${count} ${count === 1 ? "recommendation" : "recommendations"}.`;
    await finishAgentJob(tx, { jobId, ok: true, summary });
  });
}

/** A run that cannot succeed ends as failed; any other waits for the next attempt. */
async function giveUp(
  ctx: JobCtx,
  { run, told, error }: { run: NightRun; told: Told; error: unknown },
): Promise<never> {
  const isHopeless = error instanceof AppError && !error.retryable;
  const why = oneLine(error instanceof AppError ? error.message : "An internal error.").slice(0, 300);
  await withTransaction(ctx, async (tx) => {
    if (!isHopeless) return releaseRun(tx, run.id);
    const { id, project_id: projectId, mode, position } = run;
    if (!(await endRun(tx, id, { state: "failed", why }))) return;
    await appendEvent(tx, NightshiftFailed, { run_id: id, mode, position, why }, { projectId });
    const jobId = await startAgentJob(tx, workOf(run));
    await finishAgentJob(tx, { jobId, ok: false, summary: why });
  });
  if (isHopeless) await tellSchedule(ctx, told);
  throw error;
}
