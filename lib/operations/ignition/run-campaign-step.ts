import type { CampaignRef, RunStep } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { webhookPath } from "@/lib/outreach/workflows/webhook-path";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { findIgnition } from "./store";

const PATHS: Record<RunStep, string> = {
  preparation: "email-preparation",
  email_1: "email-1",
  email_2: "email-2",
  email_3: "email-3",
};

type Input = CampaignRef & { step: RunStep };

/** Starts the step's workflow through its webhook; n8n answers at once and works on by itself. */
export async function runCampaignStep(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { campaignId, step }: Input,
): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const ignition = await withReadTransaction(ctx, findIgnition);
  const engine = engineAt(ignition?.resources.sidecarUrl ?? null);
  const { status } = await engine.triggerWebhook({
    workspaceId: ctx.workspaceId,
    // The job's id: a retried job does not start the workflow twice.
    commandId: ctx.requestId,
    path: webhookPath(campaignId, PATHS[step]),
    payload: { reason: "run now" },
    signal: ctx.signal,
  });
  if (status >= 200 && status < 300) return;
  throw new AppError(
    "upstream",
    `n8n answered ${status} to “run now”. Repair the campaign's workflows if it happens again.`,
    {
      code: "workflow.run_refused",
    },
  );
}
