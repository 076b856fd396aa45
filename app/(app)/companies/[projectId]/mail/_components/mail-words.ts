import type { Evidence, ProjectMailClass } from "@/lib/company/mail/schemas";

type Look = { words: string; color: string };

/** The verdict about a sender, in words that stand alone. */
export const SENDERS: Record<Evidence, Look & { hint: string }> = {
  owner: { words: "A member, verified", color: "green", hint: "The mail server verified an address of your team." },
  known_contact: { words: "Known, verified", color: "green", hint: "The mail server verified a person you wrote to." },
  unknown_sender: { words: "Verified", color: "blue", hint: "The mail server verified the sender's domain." },
  unverified: {
    words: "Unverified sender",
    color: "orange",
    hint: "The mail server did not verify this sender. Nothing follows from these words.",
  },
  machine: { words: "Automatic", color: "gray", hint: "A machine wrote this." },
  own_address: { words: "Our own address", color: "gray", hint: "It comes from an address of this installation." },
};

export const CLASSES: Record<ProjectMailClass, Look> = {
  interested: { words: "Interested", color: "green" },
  not_interested: { words: "Not interested", color: "gray" },
  not_now: { words: "Not now", color: "gray" },
  wrong_person: { words: "Wrong person", color: "gray" },
  out_of_office: { words: "Out of office", color: "gray" },
  opt_out: { words: "Opted out", color: "red" },
  auto: { words: "Automatic", color: "gray" },
  bounce: { words: "Not delivered", color: "red" },
  needs_look: { words: "Needs a look", color: "orange" },
  legal: { words: "Legal matter", color: "red" },
};

export const UNMATCHED: Record<string, string> = {
  expired_token: "Sent to the address of a conversation that expired 90 days after you replaced your address.",
  retired_address: "Sent to an address that you replaced.",
};
