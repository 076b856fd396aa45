import type { Label, ReplyThread } from "@/lib/outreach/replies/schemas";

export const LABELS: Record<Label, { words: string; color: string }> = {
  needs_look: { words: "Needs a look", color: "orange" },
  interested: { words: "Interested", color: "green" },
  not_now: { words: "Not now", color: "yellow" },
  not_interested: { words: "Not interested", color: "gray" },
  wrong_person: { words: "Wrong person", color: "gray" },
  out_of_office: { words: "Out of office", color: "blue" },
  opt_out: { words: "Opted out", color: "red" },
  auto: { words: "Automatic", color: "gray" },
  bounce: { words: "Bounced", color: "red" },
};

/** The labels that a member may set. */
export const CHOICES = (
  ["interested", "not_now", "not_interested", "wrong_person", "out_of_office", "opt_out", "auto"] as const
).map((value) => ({ value, label: LABELS[value].words }));

export const SENDING: Record<ReplyThread["sending"], string> = {
  active: "The sequence goes on.",
  held: "Nothing is sent until you decide, or the person is back.",
  stopped: "The sequence is stopped for this person.",
  do_not_contact: "This person is on the do-not-contact list.",
  none: "This person is not a lead.",
};
