import { z } from "zod";
import {
  AccountTest,
  AddMailbox,
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
  ...more,
});

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
    notes: "Connect, TLS, login and sender. A success lets a mailbox go on that waits for its server.",
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
    notes: "Replies to another mailbox than the first are not read by Greenlight: follow-ups from it wait for this.",
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
