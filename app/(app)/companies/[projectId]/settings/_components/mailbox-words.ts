import type { Mailbox, MailboxReplies } from "@/lib/outreach/mailbox/schemas";

type State = { label: string; color: string; problem: string | null };

const STOPPED = {
  bounces: "Too many emails from it bounced. Only its people wait.",
  complaints: "Too many emails from it were reported as spam. Only its people wait.",
} as const;

const HELD = "Its people wait until a test succeeds.";

const sentences = (first: string | undefined, second: string): string =>
  first ? `${first}${/[.!?]$/.test(first) ? "" : "."} ${second}` : second;

/** Whether a mailbox sends, in a word, and what is wrong otherwise. */
export function stateOf({ removed_at, test, held, pacing }: Mailbox): State {
  if (removed_at !== null) return { label: "Removed", color: "gray", problem: null };
  if (pacing.guardrail !== null) return { label: "Stopped", color: "red", problem: STOPPED[pacing.guardrail] };
  if (held) return { label: "Does not work", color: "red", problem: sentences(test?.message, HELD) };
  if (test?.ok === false) return { label: "Does not work", color: "red", problem: test.message };
  return test === null
    ? { label: "Not tested", color: "yellow", problem: null }
    : { label: "Works", color: "green", problem: null };
}

/** The numbers of a mailbox on one line. */
export function factsOf({ removed_at, use_test_mailbox, account, people, waiting, ...of }: Mailbox): string {
  const count = people === 1 ? "1 person" : `${people} people`;
  if (removed_at !== null) return `${waiting === 1 ? "1 person waits" : `${waiting} people wait`} for another mailbox`;
  const { gap_from_seconds: from, gap_to_seconds: to, ramp_limit, paced } = of.pacing;
  return [
    use_test_mailbox ? "built-in test mailbox" : account,
    of.daily_limit === null
      ? `${of.sent_today} emails sent today`
      : `${of.sent_today} of ${of.daily_limit} emails sent today`,
    ...(paced && ramp_limit !== null && ramp_limit < (of.daily_limit ?? Number.POSITIVE_INFINITY)
      ? [`starting slowly: ${ramp_limit} today`]
      : []),
    ...(paced ? [to === 0 ? "no pause between emails" : `${from} to ${to} seconds apart`] : []),
    ...(people > 0 ? [count] : []),
  ].join(" · ");
}

/** The server that a mailbox sends through, as its account is shown: `mail.example · g•••`. */
export const serverOf = ({ account }: Mailbox): string => account?.split(" · ")[0] ?? "";

/** How the answers to a mailbox are read; with `read_at` and no problem, the time follows. */
export function replyWords({ account, read_at, waits_for_email, problem, holds_follow_ups }: MailboxReplies): {
  words: string;
  isProblem: boolean;
} {
  const by = account === null ? "" : ` by ${account}`;
  if (holds_follow_ups) {
    return {
      words: sentences(problem ?? undefined, "Its follow-ups wait until replies can be read."),
      isProblem: true,
    };
  }
  if (problem !== null) return { words: sentences(problem, "Greenlight tries again by itself."), isProblem: true };
  if (read_at !== null) return { words: `Replies read${by}`, isProblem: false };
  const when = waits_for_email ? "from the first email of this mailbox on" : "within a few minutes";
  return { words: `Replies are read${by} ${when}.`, isProblem: false };
}
