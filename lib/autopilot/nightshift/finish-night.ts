import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { recordSummary } from "@/lib/company/tasks/record-summary";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { enqueueAt } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { buildReport } from "./build-report";
import { RecommendationsGenerated } from "./events";
import type { Facts } from "./facts";
import { MailReport } from "./jobs";
import { keepRecommendations } from "./keep-recommendations";
import { nextTime } from "./local-time";
import { settingsOf } from "./mode-of";
import type { NightRun } from "./schemas";
import { endRun, findNewestRun } from "./store-runs";
import { findSettings } from "./store-settings";
import type { Work } from "./work";

const SUMMARY = "nightshift_summary";

/** The last step of a night, in the caller's transaction: recommendations, their tasks, the summary, the ledger and the report, or none of them. */
export async function finishNight(tx: TxCtx, { run, work }: { run: NightRun; work: Work }): Promise<void> {
  const { facts, worded = [], hash = "", isFrozen, factsOnly = null } = work;
  if (!facts) throw new Error("A night is finished after its facts were read.");
  const { id, project_id: projectId, mode } = run;
  const last = await findNewestRun(tx, { projectId, states: ["done"] });
  const ids = isFrozen ? [] : await keepRecommendations(tx, { run, facts, worded });
  const report = buildReport({
    facts,
    ranked: worded,
    since: last?.started_at ?? null,
    factsOnly,
    answeredBy: work.answeredBy ?? null,
    removedSentences: work.removedSentences ?? 0,
  });
  const title = `Night ${run.night}: ${report.headline}`.slice(0, 300);
  await recordSummary(tx, { projectId, title, description: SUMMARY });
  const links = ids.map((each) => ({ rel: "recommendation" as const, id: each }));
  const about = { run_id: id, mode, position: facts.position };
  const sealed = { ids, ranking_hash: hash, kpi_sha256: hashOfKpis(facts), facts_only: factsOnly, links };
  await appendEvent(tx, RecommendationsGenerated, { ...about, ...sealed }, { projectId });
  const why = worded.length > 0 ? null : (factsOnly ?? "No rule found anything that would move a number.");
  if (!(await endRun(tx, id, { state: "done", why, position: facts.position, report, ids }))) throw endedElsewhere();
  // A founder who asked for the report stands before it already.
  if (run.trigger === "schedule" && !isFrozen) await enqueueEmail(tx, run);
}

/** Nothing of this end is stored: the run has one. */
const endedElsewhere = (): AppError =>
  new AppError("conflict", "Another worker has ended this night.", { code: "nightshift.ended" });

async function enqueueEmail(tx: TxCtx, { id, project_id: projectId }: NightRun): Promise<void> {
  const { hour, cadence } = settingsOf(await findSettings(tx, projectId), { nights: 0, decided: 0 });
  if (cadence === "off") return;
  const at = nextTime(tx.now(), { time: hour, timeZone: await findTimeZone(tx) });
  await enqueueAt(tx, MailReport, { payload: { workspaceId: tx.workspaceId, projectId, runId: id }, at });
}

/** The moment of the read is left out: the same numbers give the same hash. */
export const hashOfKpis = ({ kpis }: Facts): string => sha256(JSON.stringify({ ...kpis, as_of: "" }));
