import { expect, test } from "vitest";
import {
  factsOf,
  replyWords,
  serverOf,
  stateOf,
} from "@/app/(app)/companies/[projectId]/settings/_components/mailbox-words";
import { movedWords } from "@/app/(app)/companies/[projectId]/settings/_components/moved-words";
import type { Mailbox } from "@/lib/outreach/mailbox/schemas";

const tested = (ok: boolean) => ({
  protocol: "smtp" as const,
  credential_id: "5b0e7a52-3f0b-4c77-8d0d-3f6f0b8f4c21",
  ok,
  stage: ok ? null : "auth",
  message: ok ? "It works." : "535 authentication failed",
  checked_at: "2026-11-29T10:00:00.000Z",
});
const mailbox = (more: Partial<Omit<Mailbox, "pacing">> = {}, pacing: Partial<Mailbox["pacing"]> = {}): Mailbox => ({
  mailbox: 2,
  address: "grace@example.com",
  sender_name: "Grace",
  use_test_mailbox: false,
  account: "mail.example · g•••",
  removed_at: null,
  test: tested(true),
  held: false,
  people: 12,
  waiting: 3,
  sent_today: 3,
  daily_limit: 50,
  pacing: {
    paced: true,
    gap_from_seconds: 60,
    gap_to_seconds: 180,
    domain_limit: 5,
    ramp_up: true,
    ramp_limit: 10,
    next_slot_at: null,
    guardrail: null,
    guardrail_at: null,
    replies_heard: true,
    replies_read_since: null,
    ...pacing,
  },
  replies: null,
  ...more,
});

test.each<[string, Mailbox, string, string | null]>([
  ["one that works", mailbox(), "Works", null],
  ["one whose test failed", mailbox({ test: tested(false) }), "Does not work", "535 authentication failed"],
  [
    "one that is held",
    mailbox({ held: true, test: tested(false) }),
    "Does not work",
    "535 authentication failed. Its people wait until a test succeeds.",
  ],
  [
    "one that is held untested",
    mailbox({ held: true, test: null }),
    "Does not work",
    "Its people wait until a test succeeds.",
  ],
  ["one of before tests were kept", mailbox({ test: null }), "Not tested", null],
  [
    "one that a guardrail stopped",
    mailbox({}, { guardrail: "bounces" }),
    "Stopped",
    "Too many emails from it bounced. Only its people wait.",
  ],
  ["one that was removed", mailbox({ removed_at: "2026-11-29T10:00:00.000Z", test: null }), "Removed", null],
])("%s is named as such", (_what, row, label, problem) => {
  expect(stateOf(row)).toMatchObject({ label, problem });
});

test.each<[string, Mailbox, string]>([
  [
    "a new one",
    mailbox(),
    "mail.example · g••• · 3 of 50 emails sent today · starting slowly: 10 today · 60 to 180 seconds apart · 12 people",
  ],
  [
    "one on the test mailbox",
    mailbox({ use_test_mailbox: true, people: 1 }, { paced: false }),
    "built-in test mailbox · 3 of 50 emails sent today · 1 person",
  ],
  [
    "one before the sending times are saved",
    mailbox({ use_test_mailbox: true, people: 0, daily_limit: null }, { paced: false }),
    "built-in test mailbox · 3 emails sent today",
  ],
  ["one that was removed", mailbox({ removed_at: "2026-11-29T10:00:00.000Z" }), "3 people wait for another mailbox"],
])("%s shows its numbers on one line", (_what, row, words) => {
  expect(factsOf(row)).toBe(words);
});

test.each([
  ["before the first email", { waits_for_email: true }, "are read by imap.example · g••• from the first email"],
  ["after it", {}, "are read by imap.example · g••• within a few minutes"],
  ["once read", { read_at: "2026-11-30T10:00:00Z" }, "Replies read by imap.example · g•••"],
  ["after one failure", { problem: "It is away." }, "It is away. Greenlight tries again by itself."],
  [
    "after a long one",
    { problem: "The login was refused", holds_follow_ups: true, read_at: "2026-11-30T10:00:00Z" },
    "The login was refused. Its follow-ups wait until replies can be read.",
  ],
])("how replies are read is said %s", (_when, more, words) => {
  const replies = {
    account: "imap.example · g•••",
    read_at: null,
    waits_for_email: false,
    problem: null,
    failing_since: null,
    holds_follow_ups: false,
    ...more,
  };
  expect(replyWords(replies).words).toContain(words);
  expect(replyWords(replies).isProblem).toBe(replies.problem !== null);
});

test("the server of an account is found in how it is shown", () => {
  expect(serverOf(mailbox())).toBe("mail.example");
  expect(serverOf(mailbox({ account: null }))).toBe("");
});

test("a move says how many people and approvals it changed", () => {
  expect(movedWords({ moved: 1, voided: 0 })).toBe("1 person has another mailbox.");
  expect(movedWords({ moved: 9, voided: 1 })).toBe(
    "9 people have another mailbox. 1 approved email waits for your approval again, because the sender changed.",
  );
});
