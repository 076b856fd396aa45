import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";
import { RunStep } from "./schemas";

/** Makes n8n match the campaign: deployed and published while it is deploying or active, removed once deleted, unpublished otherwise. */
export const SyncCampaign = defineJob({
  name: "ignition.sync_campaign",
  payload: z.object({ workspaceId: z.uuid(), campaignId: z.uuid() }),
  policy: "stately",
  key: ({ campaignId }) => campaignId,
  retryLimit: 5,
  expireInSeconds: 300,
  whileFrozen: "hold_until_restored",
});

export const RunCampaignStep = defineJob({
  name: "ignition.run_campaign_step",
  payload: z.object({ workspaceId: z.uuid(), campaignId: z.uuid(), step: RunStep }),
  policy: "short",
  key: ({ campaignId, step }) => `${campaignId}:${step}`,
  retryLimit: 3,
  expireInSeconds: 60,
  whileFrozen: "hold_until_restored",
});

/**
 * Looks at a deployed campaign once more, a minute later: an answer of n8n that came late, like a publication it took back after a crash of
 * its database, is seen and made good.
 */
export const ConfirmDeployment = defineJob({
  name: "ignition.confirm_deployment",
  payload: z.object({ workspaceId: z.uuid(), campaignId: z.uuid() }),
  policy: "short",
  key: ({ campaignId }) => campaignId,
  retryLimit: 5,
  expireInSeconds: 120,
  delaySeconds: 60,
  whileFrozen: "hold_until_restored",
});

/** Each night: archived campaigns whose workflows n8n has kept for thirty days. */
export const SweepPutAway = defineJob({
  name: "campaigns.sweep_put_away",
  payload: z.object({}),
  policy: "short",
  retryLimit: 2,
  expireInSeconds: 120,
  cron: "40 4 * * *",
});

/** After a bounce or a complaint: whether there are too many of them. */
export const CheckGuardrail = defineJob({
  name: "campaigns.check_guardrail",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 5,
  expireInSeconds: 60,
  // It sends nothing, and stops what would go on after the freeze.
  whileFrozen: "run",
});

/** After a successful test of the mail account: the campaigns that were paused because of it go on. */
export const ResumePaused = defineJob({
  name: "campaigns.resume_paused",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 5,
  expireInSeconds: 60,
  whileFrozen: "hold_until_restored",
});
