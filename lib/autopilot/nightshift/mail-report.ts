import { requirePermission } from "@/lib/foundation/access/require-permission";
import { linkApproval } from "@/lib/company/approvals/link-approval";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { getProject } from "@/lib/company/projects/get-project";
import { daysBetween } from "@/lib/metering/metrics/days";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import { LIMITS } from "./limits";
import { listDeciders } from "./list-deciders";
import { signRecommendationLink } from "./recommendation-link";
import { nightEmail, type Asked } from "./night-email";
import type { NightRun, Recommendation, Report } from "./schemas";
import { addEmailed, selectEmailed, selectOfRun } from "./store-recommendations";
import { addEmails, findLastEmailed, findRun } from "./store-runs";
import { findSettings } from "./store-settings";

const WEEK = 7;
const LINK_MS = 72 * 3_600_000;

type JobCtx = WorkspaceCtx & { signal: AbortSignal };
type Mailing = { run: NightRun & { report: Report }; company: string; pending: Pending[]; fresh: Recommendation[] };
type Pending = { id: string; title: string };

/**
 * Emails the report of a night to the members who decide, at most once a day, or a week, and only if there is something in it that was not
 * emailed twice already.
 */
export async function mailReport(
  ctx: JobCtx,
  { projectId, runId }: { projectId: string; runId: string },
): Promise<number> {
  requirePermission(ctx, "nightshift.write");
  const mailing = await withReadTransaction(ctx, (tx) => prepare(tx, { projectId, runId }));
  if (!mailing) return 0;
  const { run, company, pending, fresh } = mailing;
  const people = await listDeciders(ctx);
  for (const { user_id: userId, email } of people) {
    const asked = await askedOf(ctx, userId, { run, pending, fresh });
    const { subject, text, html } = nightEmail({ run, report: run.report, company, asked });
    const messageId = `<nightshift.${runId}.${sha256(userId).slice(0, 16)}@greenlight>`;
    await applicationMail().send({ to: email, subject, text, html, messageId }, ctx.signal);
  }
  // No event: the report that it carries is one.
  await withTransaction(ctx, async (tx) => {
    await addEmails(tx, runId, people.length);
    await addEmailed(
      tx,
      fresh.map(({ id }) => id),
    );
  });
  return people.length;
}

async function prepare(tx: TxCtx, { projectId, runId }: { projectId: string; runId: string }): Promise<Mailing | null> {
  const run = await findRun(tx, runId);
  const { cadence = "daily" } = (await findSettings(tx, projectId)) ?? {};
  if (!run?.report || run.emails > 0 || cadence === "off") return null;
  const last = await findLastEmailed(tx, projectId);
  if (last !== null && daysBetween(last, run.local_date) < (cadence === "weekly" ? WEEK : 1)) return null;
  const often = new Map((await selectEmailed(tx, runId)).map(({ id, emailed }) => [id, emailed]));
  const isFresh = ({ id, state }: Recommendation): boolean =>
    state === "open" && (often.get(id) ?? 0) < LIMITS.emailedTimes;
  const fresh = (await selectOfRun(tx, runId)).filter(isFresh);
  const { happened, not_true } = run.report;
  if (fresh.length + happened.length + not_true.length === 0) return null;
  const { data } = await listApprovals(tx, { projectId, tab: "needs_you", limit: LIMITS.emailDecisions });
  const pending = data.filter(({ state }) => state === "pending").map(({ id, title }) => ({ id, title }));
  const { name: company } = await getProject(tx, { projectId });
  return { run: { ...run, report: run.report }, company, pending, fresh };
}

/** Proposals come first: each has a link for each answer, where the rules of proposals allow that. */
async function askedOf(
  ctx: WorkspaceCtx,
  userId: string,
  { run, pending, fresh }: Pick<Mailing, "run" | "pending" | "fresh">,
): Promise<Asked[]> {
  const base = `${appUrl()}/companies/${run.project_id}`;
  const proposals: Asked[] = [];
  for (const { id, title } of pending) {
    const links = await linkApproval(ctx, { approvalId: id, userId });
    const answers = links && [
      { label: "Approve", href: `${appUrl()}/a/${links.approve}` },
      { label: "Deny", href: `${appUrl()}/a/${links.deny}` },
    ];
    proposals.push({ title, links: answers ?? [{ label: "Decide", href: `${base}/approvals/${id}` }] });
  }
  return [...proposals, ...(await Promise.all(fresh.map((each) => recommended(ctx, { userId, run, each }))))];
}

type Recommended = { userId: string; run: NightRun; each: Recommendation };

/** From the night's own time, so that a repeated job makes the same links. */
async function recommended(ctx: WorkspaceCtx, { userId, run, each }: Recommended): Promise<Asked> {
  const expiresAt = new Date(Date.parse(run.started_at) + LINK_MS);
  const claims = { workspace: ctx.workspaceId, project: run.project_id, recommendation: each.id, user: userId };
  const accept = await signRecommendationLink({ ...claims, decision: "accepted" }, expiresAt);
  const dismiss = await signRecommendationLink({ ...claims, decision: "dismissed" }, expiresAt);
  const links = [
    { label: "Accept", href: `${appUrl()}/n/${accept}` },
    { label: "Dismiss", href: `${appUrl()}/n/${dismiss}` },
  ];
  return { title: each.title, links };
}
