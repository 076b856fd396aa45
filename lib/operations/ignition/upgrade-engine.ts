import pRetry from "p-retry";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { retireInstanceLogin } from "@/lib/outreach/leads/retire-instance-login";
import { ReportOutcomes } from "@/lib/outreach/sequence/jobs";
import { engineAt } from "@/lib/outreach/workflows/engine";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { deployCampaign } from "./deploy-campaign";
import { DATABASE_CREDENTIAL } from "./engine-credentials";
import { engineVersion } from "./engine-version";
import { EngineUpgraded } from "./events";
import { injectEngineCredentials } from "./inject-engine-credentials";
import type { SendingRoute } from "./schemas";
import { findIgnition, setEngine } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

const MAX_CAMPAIGNS = 200;
/** Longer than a lot of an earlier version may take. */
const OLD_RUNS = { retries: 300, minTimeout: 2_000, factor: 1, maxRetryTime: 600_000 };
const UNDER_WAY = "ignition.runs_under_way";

/**
 * Moves a launched workspace to this version, and to the way by which its emails leave: credentials, then the workflows of each active campaign, published and seen to answer; once
 * no run of before is under way, the database login of before goes, in n8n and in the database, and so does a mail account that n8n needs
 * no more. Each step is safe to repeat, so a run that
 * was killed anywhere is simply done again. A workspace that is not launched, or holds this version, is left alone.
 */
export async function upgradeEngine(ctx: JobCtx): Promise<void> {
  requirePermission(ctx, "ignition.launch");
  const ignition = await withReadTransaction(ctx, findIgnition);
  if (ignition?.status !== "active") return;
  const { route } = ignition.sending;
  const version = await engineVersion(route);
  if (ignition.resources.workflowsVersion === version) return;

  const { sidecarUrl } = ignition.resources;
  const engine = engineAt(sidecarUrl);
  const call = { workspaceId: ctx.workspaceId, signal: ctx.signal };
  const credentialIds = await injectEngineCredentials(ctx, { sidecarUrl, signal: ctx.signal });
  const { data: campaigns } = await listCampaigns(ctx, { limit: MAX_CAMPAIGNS });
  const active = campaigns.filter(({ status }) => status === "active");
  for (const { id } of active) await deployCampaign(ctx, { campaignId: id });
  await untilOldRunsEnded(engine, call);

  for (const key of [DATABASE_CREDENTIAL, ...unneeded({ route, credentialIds })])
    await engine.deleteCredential({ ...call, key });
  await retireInstanceLogin(ctx);
  await withTransaction(ctx, async (tx) => {
    // The workflows of before reported what they sent; these leave that to us.
    await enqueue(tx, ReportOutcomes, { workspaceId: tx.workspaceId });
    await setEngine(tx, { credentialIds, workflowsVersion: version });
    await appendEvent(tx, EngineUpgraded, { campaigns: active.length });
  });
}

/** The mail accounts that n8n has no use for while the application sends. */
function unneeded({ route, credentialIds }: { route: SendingRoute; credentialIds: Record<string, string> }): string[] {
  if (route !== "gateway") return [];
  return [...("smtp" in credentialIds ? [] : ["mail"]), ...("gmail" in credentialIds ? [] : ["gmail"])];
}

/** Executions that run now may have begun before the new workflows were published; later ones have not. */
async function untilOldRunsEnded(
  engine: WorkflowEngine,
  call: { workspaceId: string; signal: AbortSignal },
): Promise<void> {
  const running = async (): Promise<string[]> =>
    (await engine.listExecutions({ ...call, status: "running", limit: 100 })).map(({ executionId }) => executionId);
  const old = new Set(await running());
  if (old.size === 0) return;
  await pRetry(
    async () => {
      if (!(await running()).some((id) => old.has(id))) return;
      throw new AppError("unavailable", "Runs of the workflows of before are still under way.", { code: UNDER_WAY });
    },
    {
      ...OLD_RUNS,
      signal: call.signal,
      shouldRetry: ({ error }) => error instanceof AppError && error.code === UNDER_WAY,
    },
  );
}
