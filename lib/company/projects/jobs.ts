import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Looks for companies of before there were addresses. */
export const SweepAddresses = defineJob({
  name: "projects.sweep_addresses",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 60,
  cron: "41 * * * *",
  atStart: true,
});

/** Gives such a company its email address. */
export const BackfillAddress = defineJob({
  name: "projects.backfill_address",
  payload: z.object({ workspaceId: z.uuid(), projectId: z.uuid() }),
  policy: "short",
  key: ({ projectId }) => projectId,
  retryLimit: 3,
  expireInSeconds: 60,
});
