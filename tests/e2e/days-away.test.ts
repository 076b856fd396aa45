import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Recurring, RecurringRun, SchedulePreview } from "@/lib/autopilot/recurring/schemas";
import { repositoryRoot } from "@/scripts/runtime/home";
import { readSealingKeys } from "@/scripts/runtime/sealing-keys";
import { FounderClient } from "../support/founder-client";
import { startProduct, withoutTestSettings, type Product } from "../support/product";
import { waitFor } from "../support/wait-for";
import { queryOf } from "./company-chat";

const MINUTE = 60_000;
const WORKERS = 3;
/** Each of 25 runs waits for the one before it. */
const MAKING_UP = { timeout: 600_000 };

let product: Product;
let founder: FounderClient;
let projectId: string;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  // The workers are processes of their own, as on other machines.
  product = await startProduct({ N8N_MODE: "off", WORKER_MODE: "off" });
  const { url } = await product.runtime();
  founder = await FounderClient.at(url, "ada@founders.example");
  ({ id: projectId } = (await founder.post<{ id: string }>("/api/projects", { name: "Away Works" })).body);
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => end(worker, "SIGTERM")));
  await product.stop();
});

async function startWorker(): Promise<void> {
  const { databaseUrl, url } = await product.runtime();
  const keys = await readSealingKeys(product.home, {});
  const worker = spawn(process.execPath, ["--import", "tsx", "scripts/worker.ts"], {
    cwd: repositoryRoot,
    env: {
      ...withoutTestSettings(),
      ...keys,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      GREENLIGHT_HOME: product.home,
      APP_URL: url,
    },
    stdio: "ignore",
  });
  workers.push(worker);
}

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exited = once(worker, "exit");
  worker.kill(signal);
  await exited;
}

const path = (more = ""): string => `/api/projects/${projectId}/recurring-tasks${more}`;
const REPORT = { job_type: "reports.write_report", payload: { days: 7, email: false } };
const add = async (task: object): Promise<string> => {
  const { status, body } = await founder.post<Recurring>(path(), { ...REPORT, timezone: "UTC", ...task });
  expect([status, body]).toMatchObject([201, { enabled: true }]);
  return body.id;
};
const runsOf = async (id: string): Promise<RecurringRun[]> =>
  (await founder.get<{ data: RecurringRun[] }>(path(`/${id}/runs?limit=200`))).body.data;
/** The machine was off since then. */
const wasDueAt = (id: string, instant: string): Promise<unknown> =>
  queryOf(
    product,
    `update project_recurring_tasks set next_run_at = ${instant}, planned_at = ${instant} where id = $1`,
    [id],
  );
const isSkipped = ({ state }: RecurringRun): boolean => state === "skipped";

describe("three days away", () => {
  let hourly: string;
  let daily: string;
  let quarterly: string;
  beforeAll(async () => {
    hourly = await add({ title: "Hourly", cron_expr: "0 * * * *", missed_policy: "run_all" });
    daily = await add({ title: "Daily", cron_expr: "30 2 * * *", timezone: "Europe/Berlin" });
    quarterly = await add({ title: "Quarterly", cron_expr: "*/15 * * * *", missed_policy: "skip" });
    await wasDueAt(hourly, `date_trunc('hour', now()) - interval '71 hours'`);
    await wasDueAt(
      daily,
      `(date_trunc('day', now() at time zone 'Europe/Berlin') - interval '3 days' + interval '150 minutes') at time zone 'Europe/Berlin'`,
    );
    await wasDueAt(quarterly, `date_trunc('hour', now()) - interval '72 hours'`);
    for (let count = 0; count < WORKERS; count += 1) await startWorker();
    await waitFor(async () => (await runsOf(hourly)).length > 0 && (await runsOf(quarterly)).length > 0, {
      what: "what was missed is handed out",
      withinMs: 180_000,
    });
  });

  it(
    "makes up for the last 25 hours one after another, also when a worker is killed among them",
    MAKING_UP,
    async () => {
      const done = async (): Promise<number> =>
        (await runsOf(hourly)).filter(({ state }) => state === "finished").length;
      await waitFor(async () => (await done()) >= 2, { what: "the first hours are made up for", withinMs: 120_000 });
      const [killed] = workers;
      if (killed) await end(killed, "SIGKILL");
      await waitFor(async () => (await done()) >= 25, { what: "all 25 are made up for", withinMs: 300_000 });
      const runs = await runsOf(hourly);
      const dropped = runs.find(({ collapsed }) => collapsed > 1);
      // 72 hours, or one more when the hour ended meanwhile.
      expect(dropped).toMatchObject({
        state: "skipped",
        why: `${dropped?.collapsed} dropped: of missed runs the last 25 are made up for.`,
      });
      expect([47, 48]).toContain(dropped?.collapsed);
      expect(await queryOf(product, INSTANTS, [[hourly, daily, quarterly]])).toEqual([{ doubled: 0 }]);
      type Lines = { data: { type: string; message: string }[] };
      const { body } = await founder.get<Lines>(
        `/api/projects/${projectId}/events?type=recurring.run_skipped&limit=50`,
      );
      expect(body.data.map(({ message }) => message).join("\n")).toContain(`${dropped?.collapsed} dropped`);
    },
  );

  it("runs a daily task once for all of its times, and says which they were", async () => {
    const [run, ...more] = (await runsOf(daily)).filter(({ collapsed }) => collapsed > 1);
    expect(more).toEqual([]);
    expect(run).toMatchObject({ trigger: "schedule", covers_from: expect.any(String), covers_to: run?.scheduled_for });
    expect([3, 4]).toContain(run?.collapsed);
  });

  it("leaves out each quarter of an hour that is more than 10 minutes past, with the reason", async () => {
    const runs = await runsOf(quarterly);
    const late = runs.filter(
      (run) => !isSkipped(run) && Date.parse(run.created_at) - Date.parse(run.scheduled_for) > 10 * MINUTE,
    );
    expect(late).toEqual([]);
    const missed = runs.find(({ collapsed }) => collapsed > 200);
    expect(missed).toMatchObject({ state: "skipped", why: expect.stringContaining("more than 10 minutes ago") });
  });

  it("runs a task that is asked for twice with one key once, and leaves its next time", async () => {
    const id = await add({ title: "By hand", cron_expr: "0 9 1 1 *" });
    const { body: before } = await founder.get<Recurring>(path(`/${id}`));
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => founder.post<{ run_id: string }>(path(`/${id}/run`), { key })));
    expect(answers.map(({ status }) => status < 300)).toEqual([true, true]);
    expect(new Set(answers.map(({ body }) => body.run_id)).size).toBe(1);
    await waitFor(async () => (await runsOf(id))[0]?.state === "finished", { what: "it has run", withinMs: 120_000 });
    expect(await runsOf(id)).toHaveLength(1);
    expect((await founder.get<Recurring>(path(`/${id}`))).body.next_run_at).toBe(before.next_run_at);
  });

  it.each([
    [3, /^Moved from 02:30/],
    [10, /^The clock goes back: the first/],
  ])("tells where the clocks change on the last Sunday of month %i", async (month, note) => {
    const sunday = lastSunday(month);
    const query = new URLSearchParams({
      cron_expr: `30 2 ${sunday.getUTCDate()} ${month} *`,
      timezone: "Europe/Berlin",
    });
    const { status, body } = await founder.get<SchedulePreview>(path(`/preview?${query}`));
    expect([status, body.runs.length]).toEqual([200, 10]);
    const day = sunday.toISOString().slice(0, 10);
    expect(body.runs.find(({ local }) => local.startsWith(day))?.note).toMatch(note);
  });

  it("refuses a day that never comes with the reason", async () => {
    const never = { ...REPORT, title: "Never", cron_expr: "30 2 30 2 *", timezone: "UTC" };
    const { status, body } = await founder.post<{ code: string; error: string }>(path(), never);
    expect([status, body.code]).toEqual([422, "recurring.bad_cron"]);
    expect(body.error).toMatch(/never fires/);
  });
});

const INSTANTS = `
  select (count(*) - count(distinct (recurring_id, scheduled_for)))::int as doubled from recurring_task_runs
  where recurring_id = any($1)`;

/** The last Sunday of a month, of this year or of the next one where it is over. */
function lastSunday(month: number): Date {
  const now = new Date();
  const of = (year: number): Date => {
    const last = new Date(Date.UTC(year, month, 0));
    last.setUTCDate(last.getUTCDate() - last.getUTCDay());
    return last;
  };
  const thisYear = of(now.getUTCFullYear());
  return thisYear.getTime() > now.getTime() + 24 * 60 * MINUTE ? thisYear : of(now.getUTCFullYear() + 1);
}
