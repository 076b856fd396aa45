import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

const InWorkspace = z.object({ workspaceId: z.uuid() });

/** One launch from where it stands to its end; done steps are skipped, so any worker may take it over at any time. */
export const RunIgnition = defineJob({
  name: "ignition.run_ignition",
  payload: InWorkspace.extend({ attempt: z.number().int() }),
  policy: "exclusive",
  key: ({ workspaceId, attempt }) => `${workspaceId}:${attempt}`,
  retryLimit: 30,
  expireInSeconds: 1800,
  whileFrozen: "hold_until_restored",
});

/** Goes on undoing an ended launch. A job of its own, because that of the launch may still be ending. */
export const CleanUpLaunch = defineJob({
  name: "ignition.clean_up_launch",
  payload: InWorkspace.extend({ attempt: z.number().int() }),
  policy: "exclusive",
  key: ({ workspaceId, attempt }) => `${workspaceId}:${attempt}`,
  retryLimit: 30,
  expireInSeconds: 1800,
  whileFrozen: "hold_until_restored",
});

/** Puts the current mail account and token into the workspace's n8n, after one of them changed. */
export const RefreshCredentials = defineJob({
  name: "ignition.refresh_credentials",
  payload: InWorkspace,
  policy: "stately",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 120,
});

/** Deploys the workflows of every active campaign anew, after something that is written into them changed. */
export const RefreshCampaigns = defineJob({
  name: "ignition.refresh_campaigns",
  payload: InWorkspace,
  policy: "stately",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 60,
  whileFrozen: "hold_until_restored",
});

/** Moves one launched workspace to the workflows of this version. */
export const UpgradeEngine = defineJob({
  name: "ignition.upgrade_engine",
  payload: InWorkspace,
  policy: "stately",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 30,
  expireInSeconds: 1800,
  whileFrozen: "hold_until_restored",
});

/** Decides by which way a workspace's emails leave, after a person chose or its machine reported. */
export const SettleSendingRoute = defineJob({
  name: "ignition.settle_sending_route",
  payload: InWorkspace,
  policy: "stately",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 60,
  whileFrozen: "hold_until_restored",
});

/** A machine reported which ports it can reach: each workspace on it decides anew. */
export const FollowEgress = defineJob({
  name: "ignition.follow_egress",
  payload: z.object({ machine: z.string().max(60) }),
  policy: "short",
  key: ({ machine }) => machine,
  retryLimit: 10,
  expireInSeconds: 60,
});

/** When a new version starts, and every ten minutes for what could not be moved then. */
export const SweepUpgrades = defineJob({
  name: "ignition.sweep_upgrades",
  payload: z.object({}),
  policy: "short",
  retryLimit: 3,
  expireInSeconds: 60,
  cron: "*/10 * * * *",
  atStart: true,
});
