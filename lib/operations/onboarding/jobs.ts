import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Looks once a minute for workspaces with a sending domain that is due for a check. */
export const SweepDomains = defineJob({
  name: "onboarding.sweep_domains",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});

/** Checks the sending domains of a workspace that are due; `all`: every one that is not right, with the tracking domain. */
export const CheckDomains = defineJob({
  name: "onboarding.check_domains",
  payload: z.object({ workspaceId: z.uuid(), all: z.boolean().optional() }),
  policy: "short",
  key: ({ workspaceId, all = false }) => (all ? `${workspaceId}:all` : workspaceId),
  retryLimit: 2,
  expireInSeconds: 300,
});

/** Looks for workspaces with a key at a vendor that was saved lately, or was not tried for a day. */
export const SweepKeys = defineJob({
  name: "onboarding.sweep_keys",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});

/** Tries the keys of a workspace that are due. */
export const CheckKeys = defineJob({
  name: "onboarding.check_keys",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 2,
  expireInSeconds: 300,
});
