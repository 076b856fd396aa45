import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Ends the leases of model calls that never came back: each is charged as what it held. */
export const ReapLeases = defineJob({
  name: "ingestion.reap_leases",
  payload: z.object({}),
  policy: "short",
  retryLimit: 1,
  expireInSeconds: 60,
  cron: "*/5 * * * *",
});

/** Tells the owners and admins by mail which share of the month's budget is used. */
export const MailBudgetAlert = defineJob({
  name: "ingestion.mail_budget_alert",
  payload: z.object({ workspaceId: z.uuid(), month: z.iso.date(), threshold: z.number().int() }),
  policy: "exclusive",
  key: ({ workspaceId, month, threshold }) => `${workspaceId}:${month}:${threshold}`,
  retryLimit: 10,
  expireInSeconds: 120,
});
