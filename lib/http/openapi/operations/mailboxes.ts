import { z } from "zod";
import {
  AccountTest,
  AddMailbox,
  ConnectReplies,
  Mailbox,
  MailboxRef,
  MovedPeople,
  MovePeople,
  Pacing,
  ReadReplies,
  RemovedMailbox,
  SaveMailbox,
} from "@/lib/outreach/mailbox/schemas";
import type { Operation } from "../operation";
import { pacingOf } from "./pacing";

const defaults = { who: "member", status: 200, tag: "Campaigns", permission: "onboarding.write" } as const;
const none = { 404: "mailbox.not_found" } as const;

const mailboxOf = (more: object = {}): object => ({
  mailbox: 2,
  address: "ada@engines.example",
  sender_name: "Ada Lovelace",
  use_test_mailbox: true,
  account: "test mailbox",
  removed_at: null,
  test: null,
  held: false,
  people: 12,
  waiting: 9,
  sent_today: 3,
  daily_limit: 40,
  pacing: pacingOf(),
  replies: null,
  ...more,
});

const connected = mailboxOf({
  use_test_mailbox: false,
  account: "smtp.engines.example · a•••@engines.example",
  replies: {
    account: "imap.engines.example · a•••@engines.example",
    read_at: null,
    waits_for_email: true,
    problem: null,
    failing_since: null,
    holds_follow_ups: false,
  },
});
const connectedTest = {
  protocol: "imap",
  credential_id: "5b0e7a52-3f0b-4c77-8d0d-3f6f0b8f4c21",
  ok: true,
  stage: null,
  message: "The server accepted the connection and the login, and the inbox opened.",
  checked_at: "2026-01-15T09:30:00.000Z",
};

export const MAILBOX_OPERATIONS: readonly Operation[] = [
  {
    ...defaults,
    method: "GET",
    path: "/api/mailboxes",
    summary: "List the mailboxes that the company sends from",
    notes:
      "The first is the account of the onboarding. A person is always written to from the same one. A mailbox that was removed is listed while people wait for it.",
    input: {},
    permission: "onboarding.read",
    answer: z.object({ data: z.array(Mailbox) }),
    examples: () => ({ all: { summary: "All", answer: { data: [mailboxOf()] } } }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/mailboxes",
    summary: "Add a mailbox",
    notes:
      "It is tested, ramped up from today on, and gets the people who are written to from now on until all mailboxes have as many.",
    input: { body: AddMailbox },
    status: 201,
    answer: Mailbox,
    refusals: {
      404: "mail_account.none: the first account is saved in the onboarding.",
      409: "mailbox.address_taken, or mailbox.too_many: 20 at most.",
      422: "mail_account.private_host, or test_mailbox.none.",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      test: {
        summary: "A sender on the built-in test mailbox",
        body: {
          workspace_id,
          sender_name: "Grace Hopper",
          sender_email: "grace@engines.example",
          daily_limit: 40,
          account: { type: "smtp", use_test_mailbox: true },
        },
        answer: mailboxOf({ address: "grace@engines.example", sender_name: "Grace Hopper", people: 0, waiting: 0 }),
      },
    }),
  },
  {
    ...defaults,
    method: "PATCH",
    path: "/api/mailboxes/[mailbox]",
    summary: "Change the daily limit and the pace of a mailbox",
    input: { params: MailboxRef, body: SaveMailbox },
    answer: Mailbox,
    refusals: { ...none, 422: "mailbox.first: its limit is the company's. pacing.too_fast" },
    examples: ({ workspaceId: workspace_id }) => ({
      limit: { summary: "20 a day", body: { workspace_id, daily_limit: 20 }, answer: mailboxOf({ daily_limit: 20 }) },
    }),
  },
  {
    ...defaults,
    method: "DELETE",
    path: "/api/mailboxes/[mailbox]",
    summary: "Remove a mailbox",
    notes:
      "Its password is deleted. People who were not written to yet go to the other mailboxes; those in the middle of a sequence wait until they are moved.",
    input: { params: MailboxRef },
    answer: RemovedMailbox,
    refusals: { ...none, 422: "mailbox.first: replace its account in the onboarding." },
    examples: () => ({ one: { summary: "Remove it", answer: { moved: 3, waiting: 9, voided: 3 } } }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/mailboxes/[mailbox]/test",
    summary: "Test a mailbox",
    notes:
      "Connect, TLS, login and sender, and the account that its answers are read from. A success lets a mailbox go on that waits for its server.",
    input: { params: MailboxRef },
    answer: z.object({ tests: z.array(AccountTest) }),
    refusals: none,
    examples: () => ({ one: { summary: "Test it", answer: { tests: [] } } }),
  },
  {
    ...defaults,
    method: "PUT",
    path: "/api/mailboxes/[mailbox]/replies",
    summary: "Confirm that you read the replies to a mailbox yourself",
    notes: "Follow-ups from a mailbox whose answers Greenlight does not read wait for this.",
    input: { params: MailboxRef, body: ReadReplies },
    sessionOnly: true,
    answer: Pacing,
    refusals: none,
    examples: ({ workspaceId: workspace_id }) => ({
      confirm: {
        summary: "Confirm",
        body: { workspace_id, read_by_founder: true },
        answer: pacingOf({ replies_read_since: "2026-01-15T09:30:00.000Z" }),
      },
    }),
  },
  {
    ...defaults,
    method: "PUT",
    path: "/api/mailboxes/[mailbox]/reply-account",
    summary: "Let Greenlight read the replies to a mailbox",
    notes:
      "The IMAP account that they arrive in; without `user` and `password`, the login that sends. It is tested, and read every few minutes from the day of the first email on. Nothing in it is marked or deleted. The first mailbox's is saved in the onboarding.",
    input: { params: MailboxRef, body: ConnectReplies },
    answer: z.object({ mailbox: Mailbox, test: AccountTest }),
    refusals: {
      ...none,
      422: "mailbox.first, mailbox.test_only: its emails reach no one, or mail_account.private_host.",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      own: {
        summary: "An account with a login of its own",
        body: {
          workspace_id,
          type: "imap",
          data: {
            host: "imap.engines.example",
            port: 993,
            secure: true,
            user: "ada@engines.example",
            password: "the app password",
          },
        },
        answer: { mailbox: connected, test: connectedTest },
      },
    }),
  },
  {
    ...defaults,
    method: "DELETE",
    path: "/api/mailboxes/[mailbox]/reply-account",
    summary: "Stop reading the replies to a mailbox",
    notes:
      "The password is deleted. Follow-ups from the mailbox wait until you confirm that you read its replies yourself.",
    input: { params: MailboxRef },
    answer: Mailbox,
    refusals: none,
    examples: () => ({ one: { summary: "Stop", answer: mailboxOf() } }),
  },
  {
    ...defaults,
    method: "DELETE",
    path: "/api/mailboxes/[mailbox]/guardrail",
    summary: "Let a mailbox go on after a guardrail",
    notes: "Too many bounces or complaints stopped it. A decision of a person, recorded in the ledger.",
    input: { params: MailboxRef },
    permission: "campaigns.write",
    sessionOnly: true,
    answer: Pacing,
    examples: () => ({ one: { summary: "Go on", answer: pacingOf() } }),
  },
  {
    ...defaults,
    method: "POST",
    path: "/api/mailboxes/[mailbox]/people",
    summary: "Move the people of a removed mailbox",
    notes: "Their next emails leave from the other one. Approvals that name the sender before are void, and counted.",
    input: { params: MailboxRef, body: MovePeople },
    answer: MovedPeople,
    refusals: { ...none, 409: "mailbox.in_use: it was not removed." },
    examples: ({ workspaceId: workspace_id }) => ({
      first: { summary: "To the first mailbox", body: { workspace_id, to: 1 }, answer: { moved: 9, voided: 9 } },
    }),
  },
];
