import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { listWorkspaceProjects } from "@/lib/company/projects/list-workspace-projects";
import { step } from "../runtime/progress";
import { BenchFounder, newCompany, type Company } from "./company";
import { benchDrafts } from "./drafts";
import { median, ms, percentile, timed, type Row } from "./figures";
import { newWorkspace } from "./founder";
import type { Servers } from "./servers";

const WAITING = 1_000;
const LOOKS = 200;
const LIST_LIMIT_MS = 100;
const ACTIONS = 20;
const PICK_UP_LIMIT_MS = 2_000;
/** The undo windows are shortened to this. */
const LEFT_MS = 4_000;

export type ApprovalFigures = { rows: Row[]; pickUpMs: number[] };

/** The inbox of a company with many proposals and its drafts, over HTTP with a session, and how soon a worker begins what may not be taken back any more. */
export async function benchApprovals(servers: Servers): Promise<ApprovalFigures> {
  const founder = await BenchFounder.signIn(servers.appUrl);
  const company = await newCompany(founder, servers.admin);
  await seedApprovals(servers.admin, company);
  const times = await step(`The list of ${WAITING.toLocaleString("en")} proposals`, () =>
    looks(servers, founder, company),
  );
  const pickUpMs = await step("Pick-up after the undo window", () => pickUps(servers.admin));
  return { rows: [listRow(times), pickUpRow(pickUpMs), await benchDrafts(servers)], pickUpMs };
}

async function seedApprovals(admin: Client, { workspaceId, projectId }: Company): Promise<void> {
  await admin.query(
    `with proposed as (
       insert into approvals (workspace_id, project_id, action_type, permission, title, account_label, origin, cost_cap_cents,
         undo_window_seconds, expires_at, execute_by, created_at)
       select $1, $2, 'email.send', 'email.write', 'Email lead' || n || '@example.com: A call', 'from acme@example.com', 'founder', 0, 30,
         now() + interval '1 day', now() + interval '2 days', now() - make_interval(secs => n)
       from generate_series(1, $3::int) n returning id, workspace_id, title)
     insert into approval_versions (approval_id, workspace_id, version, sealed, content_hash, parts, title, author_type)
     select id, workspace_id, 1, jsonb_build_object('input', jsonb_build_object('text', repeat('Hello ', 300))), repeat('a', 64), '[]', title, 'user'
     from proposed`,
    [workspaceId, projectId, WAITING],
  );
  await admin.query("vacuum analyze approvals, approval_versions");
}

async function looks({ appUrl }: Servers, founder: BenchFounder, { projectId }: Company): Promise<number[]> {
  const look = async (): Promise<void> => {
    const url = `${appUrl}/api/projects/${projectId}/approvals?tab=needs_you&limit=200`;
    const response = await fetch(url, { headers: founder.headers });
    const { data } = (await response.json()) as { data?: unknown[] };
    if (data?.length !== 200) throw new Error(`The list of proposals answers ${response.status}.`);
  };
  const times: number[] = [];
  for (let run = -10; run < LOOKS; run += 1) {
    const time = await timed(look);
    if (run >= 0) times.push(time);
  }
  return times.sort((a, b) => a - b);
}

const listRow = (times: readonly number[]): Row => {
  const slow = percentile(times, 0.95);
  return {
    name: `List of approvals, 200 of ${WAITING.toLocaleString("en")} (p95 of ${LOOKS})`,
    measured: ms(slow),
    compared: `median ${ms(median(times))}`,
    ratio: null,
    limit: `< ${LIST_LIMIT_MS} ms`,
    ok: slow < LIST_LIMIT_MS,
  };
};

/** From the end of the undo window to the begin of each attempt, by the rows themselves. */
async function pickUps(admin: Client): Promise<number[]> {
  const { startWorkers, stopWorkers } = await import("../../workers/start");
  await startWorkers();
  try {
    const owner = await newWorkspace();
    const [project] = await listWorkspaceProjects(owner);
    if (!project) throw new Error("The new workspace has no company.");
    for (let n = 0; n < ACTIONS; n += 1) {
      const payload = { to: [`lead${n}@example.com`], subject: "A call", text: "Hello" };
      const {
        id,
        version,
        undo_window_seconds: seconds,
      } = await proposeAction(owner, {
        projectId: project.id,
        action_type: "email.send",
        payload,
      });
      const before = { ...owner, now: () => new Date(Date.now() + LEFT_MS - seconds * 1000) };
      await decideApproval(before, { approvalId: id, version, decision: "approved", via: "app" });
    }
    return await begun(admin, owner.workspaceId);
  } finally {
    await stopWorkers();
  }
}

async function begun(admin: Client, workspaceId: string): Promise<number[]> {
  for (;;) {
    const { rows } = await admin.query<{ waited: number }>(
      `select extract(epoch from e.started_at - a.not_before)::float8 * 1000 as waited
       from action_executions e join approvals a on a.id = e.approval_id where e.workspace_id = $1`,
      [workspaceId],
    );
    if (rows.length === ACTIONS) return rows.map(({ waited }) => waited);
    await delay(100);
  }
}

const pickUpRow = (waited: readonly number[]): Row => {
  const slowest = Math.max(...waited);
  return {
    name: `Approved action, end of the undo window → begun (slowest of ${ACTIONS})`,
    measured: ms(slowest),
    compared: `median ${ms(median(waited))}`,
    ratio: null,
    limit: `≤ ${PICK_UP_LIMIT_MS} ms`,
    ok: slowest <= PICK_UP_LIMIT_MS,
  };
};
