import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Looks once a minute for workspaces with mails whose outcome never came. */
export const SweepUnknownSends = defineJob({
  name: "email.sweep_unknown_sends",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});

/** Finds out by message id what became of mails with an unknown outcome, where that can be known. */
export const ResolveUnknownSends = defineJob({
  name: "email.resolve_unknown_sends",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 2,
  expireInSeconds: 60,
  // It sends nothing, and what became of the last mails belongs to the proof of a freeze.
  whileFrozen: "run",
});

/** Stores what became of sent emails as events: numbers, suppressions, ledger. Safe to repeat: an event's key is stored once. */
export const ReportOutcomes = defineJob({
  name: "sequence.report_outcomes",
  payload: z.object({ workspaceId: z.uuid() }),
  policy: "short",
  key: ({ workspaceId }) => workspaceId,
  retryLimit: 10,
  expireInSeconds: 60,
  // A reported fact holds whatever the workspace's state.
  whileFrozen: "run",
});

/** Sends a claimed email of another mailbox than the first. One that is lost is given back when its claim runs out. */
export const SendClaim = defineJob({
  name: "sequence.send_claim",
  payload: z.object({ workspaceId: z.uuid(), claimId: z.uuid() }),
  policy: "short",
  key: ({ claimId }) => claimId,
  retryLimit: 0,
  expireInSeconds: 120,
  concurrency: 5,
});
