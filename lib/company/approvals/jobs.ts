import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Carries out one approved version. An attempt that was cut off is looked up, never repeated blindly. */
export const ExecuteApproval = defineJob({
  name: "actions.execute_approval",
  payload: z.object({ workspaceId: z.uuid(), approvalId: z.uuid(), version: z.number().int() }),
  policy: "short",
  key: ({ approvalId, version }) => `${approvalId}:${version}`,
  retryLimit: 3,
  expireInSeconds: 120,
  concurrency: 4,
  // A founder watches the end of the undo window.
  pollSeconds: 1,
});

/** Finds out by the provider's own record what became of an attempt with an unknown outcome. */
export const ResolveExecution = defineJob({
  name: "actions.resolve_execution",
  payload: z.object({ workspaceId: z.uuid(), approvalId: z.uuid() }),
  policy: "short",
  key: ({ approvalId }) => approvalId,
  retryLimit: 2,
  expireInSeconds: 120,
  // It does nothing new, and what became of the last attempt belongs to the proof of a freeze.
  whileFrozen: "run",
});

/** Once a minute: proposals whose deadline has passed, and attempts that nobody settled. */
export const SweepOverdue = defineJob({
  name: "approvals.sweep_overdue",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});

/** Ends the proposals of one workspace that were not decided or not carried out in time. */
export const ExpireOverdue = defineJob({
  name: "approvals.expire_overdue",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 2,
  expireInSeconds: 60,
  whileFrozen: "run",
});

/** Emails the members who may decide what waits for them; with `again` only the one who wrote that email. */
export const AskByEmail = defineJob({
  name: "approvals.ask_by_email",
  payload: z.object({
    workspaceId: z.uuid(),
    approvalId: z.uuid(),
    version: z.number().int(),
    again: z.object({ userId: z.string(), messageId: z.uuid() }).optional(),
  }),
  policy: "short",
  key: ({ approvalId, version, again }) => [approvalId, version, again?.messageId].filter(Boolean).join(":"),
  retryLimit: 5,
  expireInSeconds: 120,
});
