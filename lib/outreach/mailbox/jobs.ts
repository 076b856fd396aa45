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

/** Looks once a minute for reply mailboxes that are due. */
export const SweepReplyMailboxes = defineJob({
  name: "mailbox.sweep_reply_mailboxes",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 50,
  cron: "* * * * *",
});

/** Reads what is new in the reply mailbox of another mailbox than the first. The sweep repeats one that failed. */
export const ReadReplyMailbox = defineJob({
  name: "mailbox.read_reply_mailbox",
  payload: z.object({ workspaceId: z.uuid(), mailbox: z.number().int() }),
  policy: "short",
  key: ({ workspaceId, mailbox }) => `${workspaceId}:${mailbox}`,
  retryLimit: 0,
  expireInSeconds: 280,
  concurrency: 4,
});

/** Tells the owners and admins by email that answers cannot be read. */
export const MailUnreadReplies = defineJob({
  name: "mailbox.mail_unread_replies",
  payload: z.object({ workspaceId: z.uuid(), mailbox: z.number().int(), toldAt: z.string() }),
  policy: "exclusive",
  key: ({ workspaceId, mailbox, toldAt }) => `${workspaceId}:${mailbox}:${toldAt}`,
  retryLimit: 10,
  expireInSeconds: 120,
});
