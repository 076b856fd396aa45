import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** Looks once a minute for workspaces whose sending waits for their mail account. */
export const SweepTroubledAccounts = defineJob({
  name: "mailbox.sweep_troubled_accounts",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});

/** Tests a mailbox that sending waits for, later each time that it fails. */
export const RetestAccount = defineJob({
  name: "mailbox.retest_account",
  // A job of before there were several mailboxes means the first.
  payload: z.object({ workspaceId: z.uuid(), mailbox: z.number().int().default(1) }),
  policy: "short",
  key: ({ workspaceId, mailbox }) => `${workspaceId}:${mailbox}`,
  retryLimit: 2,
  expireInSeconds: 60,
});
