import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { isDeleted } from "@/lib/outreach/campaigns/is-deleted";
import { getPacing } from "@/lib/outreach/mailbox/get-pacing";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { IgnitionStarted } from "./events";
import { RunIgnition } from "./jobs";
import { IGNITION_PLAN } from "./plan";
import type { IgnitionStatus, LaunchInput, StepState } from "./schemas";
import { beginIgnition, findIgnition, setIgnitionCampaign } from "./store";

const DEFAULT_CAMPAIGN = "First campaign";

type Launched = { started: true; state: IgnitionStatus; warnings: string[] } | { started: false; state: "active" };

const pendingSteps = (): StepState[] =>
  IGNITION_PLAN.map(({ name, title }) => ({
    name,
    title,
    status: "pending",
    started_at: null,
    ended_at: null,
    error: null,
    advice: null,
  }));

const NO_REPLIES =
  "No mailbox for replies is connected: email 1 is sent, and follow-ups wait until you connect one or confirm that you read replies yourself.";

/**
 * Starts the launch of a workspace. An active one is left alone; while one runs, 409 `ignition.in_progress`; with something missing, 422
 * `onboarding.incomplete` and what it is. Without a mailbox for replies it starts with a warning. However many ask at once, one launch starts.
 */
export async function launchIgnition(ctx: WorkspaceCtx, { project_id }: LaunchInput): Promise<Launched> {
  requirePermission(ctx, "ignition.launch");

  return withTransaction(ctx, async (tx) => {
    const known = await findIgnition(tx);
    if (known?.status === "active") return { started: false, state: "active" };
    await assertReady(tx);
    // A foreign key alone would take another workspace's company.
    if (project_id) await getProject(tx, { projectId: project_id });
    const projectId = project_id ?? known?.resources.projectId ?? null;
    const requestedBy = actorId(tx.actor) ?? tx.actor.type;
    const attempt = await beginIgnition(tx, { requestedBy, projectId, steps: pendingSteps() });
    if (attempt === null) return refuse(tx);

    const campaignId =
      (await findLaunchable(tx, known?.resources.campaignId)) ??
      (await createCampaign(tx, { name: DEFAULT_CAMPAIGN, project_id: projectId })).id;
    await setIgnitionCampaign(tx, campaignId);
    await appendEvent(tx, IgnitionStarted, { attempt }, { projectId });
    await enqueue(tx, RunIgnition, { workspaceId: tx.workspaceId, attempt });
    return { started: true, state: "pending", warnings: (await getPacing(tx)).replies_heard ? [] : [NO_REPLIES] };
  });
}

/** The campaign of the last launch, unless it was deleted or ended since. */
async function findLaunchable(tx: TxCtx, campaignId: string | null | undefined): Promise<string | null> {
  if (!campaignId || (await isDeleted(tx, { campaignId }))) return null;
  const { status } = await getCampaign(tx, { campaignId });
  return status === "archived" || status === "completed" ? null : campaignId;
}

/** Another launch was first: it is running, or has just become active. */
async function refuse(tx: TxCtx): Promise<Launched> {
  const now = await findIgnition(tx);
  if (now?.status === "active") return { started: false, state: "active" };
  throw new AppError("conflict", "This company is being launched already. Watch it on the launch page.", {
    code: "ignition.in_progress",
    details: { state: now?.status ?? null },
  });
}

async function assertReady(tx: TxCtx): Promise<void> {
  const missing = await getReadiness(tx);
  if (missing.length === 0) return;
  throw new AppError("impossible", `Not ready to launch: ${missing.map(({ message }) => message).join(" ")}`, {
    code: "onboarding.incomplete",
    details: { missing },
  });
}
