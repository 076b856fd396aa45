import { randomUUID } from "node:crypto";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { cycleProject } from "@/lib/autopilot/nightshift/cycle-project";
import { runDueTasks } from "@/lib/autopilot/recurring/run-due-tasks";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getDb } from "@/lib/platform/db";
import { step } from "../runtime/progress";
import { BenchFounder, newCompany, type Company } from "./company";
import { median, ms, percentile, timed, type Row } from "./figures";
import type { Servers } from "./servers";

const LINES = 100_000;
const LOOKS = 100;
const MESSAGES = 20;
const NIGHTS = 5;
const DUE = 200;
/** A reply may be over before its stop arrives: that one is no stop. */
const [STOPS, ATTEMPTS] = [20, 100];
const NEWEST_MS = 5;
const [CONTEXT_MS, FIRST_BYTE_MS, STOP_MS, NIGHT_MS, DUE_MS] = [60, 300, 300, 8_000, 60_000];
const DAY_MS = 86_400_000;

export type MindFigures = { rows: Row[] };

/** The company's mind with the offline planner: its context and ledger, the first byte and the stop of a reply, a night, and many companies at once. */
export async function benchMind(servers: Servers): Promise<MindFigures> {
  const founder = await BenchFounder.signIn(servers.appUrl);
  const company = await newCompany(founder, servers.admin);
  await step(`${LINES.toLocaleString("en")} lines of a ledger`, () => seedLines(servers, company));
  const job: WorkspaceCtx & { signal: AbortSignal } = {
    requestId: "bench",
    db: getDb(),
    now: () => new Date(),
    workspaceId: company.workspaceId,
    actor: { type: "job", job: "bench" },
    signal: new AbortController().signal,
  };
  const of = { projectId: company.projectId, purpose: "nightshift" as const };
  const contexts = await step("The context", () => times(LOOKS, () => assembleCompanyContext(job, of)));
  const newest = { projectId: company.projectId, type: "campaign.paused", limit: 50 };
  const reads = await step("The ledger", () => times(LOOKS, () => listEvents(job, newest)));
  const bytes = await step("The chat", () => firstBytes(servers, founder, company));
  const stops = await step("Stops of the chat", () => stopTimes(servers, founder, company));
  const nights = await step("Nights", () => nightTimes(servers, company, job));
  const due = await step("Companies at once", () => dueTime(servers, company));
  return {
    rows: [
      row(
        `Context of a company with ${LINES.toLocaleString("en")} lines (p95 of ${LOOKS})`,
        [contexts, 0.95],
        CONTEXT_MS,
      ),
      row(`Newest 50 lines of a type among those (p95 of ${LOOKS})`, [reads, 0.95], NEWEST_MS),
      row(`First byte of a reply, offline planner (p95 of ${MESSAGES})`, [bytes, 0.95], FIRST_BYTE_MS),
      row(`Stop of a reply, to the end of its stream and its stored state (p95 of ${STOPS})`, [stops, 0.95], STOP_MS),
      row(`Night of that company, offline planner (slowest of ${NIGHTS})`, [nights, 1], NIGHT_MS),
      row(`${DUE} companies due in one minute, handed out`, [[due], 1], DUE_MS),
    ],
  };
}

/** A first look warms up and is not counted. */
async function times(count: number, run: () => Promise<unknown>): Promise<number[]> {
  await run();
  const measured: number[] = [];
  for (let index = 0; index < count; index += 1) measured.push(await timed(run));
  return measured;
}

function row(name: string, [measured, share]: [readonly number[], number], limitMs: number): Row {
  const value = percentile(
    measured.toSorted((a, b) => a - b),
    share,
  );
  const compared = measured.length > 1 ? `${ms(median(measured))} at the median` : "";
  return { name, measured: ms(value), compared, ratio: null, limit: `≤ ${ms(limitMs)}`, ok: value <= limitMs };
}

async function seedLines({ admin }: Servers, { workspaceId, projectId }: Company): Promise<void> {
  await admin.query(
    `insert into project_events (workspace_id, project_id, event_type, message, actor_type)
     select $1, $2, case when i % 50 = 0 then 'campaign.paused' else 'email.outbound.delivered' end, 'Line ' || i, 'job'
     from generate_series(1, $3) i`,
    [workspaceId, projectId, LINES],
  );
  await admin.query("analyze project_events");
}

/** From sending a message to the first byte of its stream; each reply is read to its end. */
async function firstBytes({ appUrl }: Servers, { headers }: BenchFounder, { projectId }: Company): Promise<number[]> {
  const measured: number[] = [];
  for (let index = 0; index <= MESSAGES; index += 1) {
    const began = performance.now();
    const reader = await begunReply(`${appUrl}/api/projects/${projectId}/chat`, headers);
    if (index > 0) measured.push(performance.now() - began);
    while (!(await reader.read()).done);
  }
  return measured;
}

/** A reply whose first byte has come. */
async function begunReply(
  url: string,
  headers: BenchFounder["headers"],
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ text: "How are we doing?", client_id: randomUUID() }),
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const { done } = await reader.read();
  if (!response.ok || done) throw new Error(`The chat answers ${response.status} without a byte.`);
  return reader;
}

/** From the founder's stop to the end of the reply's stream, and until its row says that it was interrupted. */
async function stopTimes(
  { appUrl, admin }: Servers,
  { headers }: BenchFounder,
  { projectId }: Company,
): Promise<number[]> {
  const url = `${appUrl}/api/projects/${projectId}/chat`;
  const measured: number[] = [];
  for (let attempt = 0; measured.length <= STOPS && attempt < ATTEMPTS; attempt += 1) {
    const reader = await begunReply(url, headers);
    const began = performance.now();
    const stop = fetch(url, { method: "DELETE", headers }).then(
      async (answer) => ((await answer.json()) as { stopped: string | null }).stopped,
    );
    while (!(await reader.read()).done);
    const stopped = await stop;
    const { rows } = await admin.query<{ status: string }>("select status from project_chat_messages where id = $1", [
      stopped,
    ]);
    if (rows[0]?.status === "interrupted") measured.push(performance.now() - began);
  }
  // The first one warms up.
  const counted = measured.slice(1);
  if (counted.length < STOPS) throw new Error(`Only ${counted.length} of ${ATTEMPTS} replies were stopped in time.`);
  return counted;
}

async function nightTimes(
  { admin }: Servers,
  { workspaceId, projectId, campaignId }: Company,
  job: WorkspaceCtx & { signal: AbortSignal },
): Promise<number[]> {
  await admin.query(
    "insert into daily_stats (workspace_id, day, campaign_id, step, sends, bounces) values ($1, current_date, $2, 1, 100, 10)",
    [workspaceId, campaignId],
  );
  const measured: number[] = [];
  for (let night = 0; night < NIGHTS; night += 1) {
    await admin.query(
      "insert into project_events (workspace_id, project_id, event_type, message, actor_type) values ($1, $2, 'bench.news', 'News.', 'job')",
      [workspaceId, projectId],
    );
    const now = (): Date => new Date(Date.now() + night * DAY_MS);
    measured.push(await timed(() => cycleProject({ ...job, now }, { projectId })));
  }
  const { rows } = await admin.query("select from nightshift_runs where project_id = $1 and state = 'done'", [
    projectId,
  ]);
  if (rows.length !== NIGHTS) throw new Error(`${rows.length} of ${NIGHTS} nights have a report.`);
  return measured;
}

async function dueTime({ admin }: Servers, { workspaceId, projectId }: Company): Promise<number> {
  await admin.query(
    `insert into projects (id, workspace_id, owner_clerk_id, name)
     select gen_random_uuid(), p.workspace_id, p.owner_clerk_id, 'Company ' || n from projects p, generate_series(2, $3) n
     where p.workspace_id = $1 and p.id = $2`,
    [workspaceId, projectId, DUE],
  );
  const { rows } = await admin.query<{ due: string }>(
    `update project_recurring_tasks set next_run_at = date_trunc('minute', now()), planned_at = now()
     where workspace_id = $1 and task_key = 'nightly_context_prioritization' returning next_run_at as due`,
    [workspaceId],
  );
  if (rows.length !== DUE) throw new Error(`${rows.length} of ${DUE} companies have their nightly task.`);
  return timed(() => runDueTasks({ requestId: "bench", db: getDb(), now: () => new Date() }));
}
