import { foldLine, foldText } from "./fold-text";
import { bareSubject, findMachineSigns } from "./machine-signs";
import { findOwnWords } from "./own-words";
import { readBounce, type Bounce } from "./read-bounce";
import { findReturnDate } from "./return-date";
import type { MailClass, ParsedMessage, SenderVerdict, SentText } from "./schemas";
import { understand, type Meaning } from "./understand";

/** A longer text is not judged by its end. */
const MAX_JUDGED = 10_000;

export type Classified = {
  class: MailClass;
  /** How the message counts; null when it is no answer of a person, or cannot be told. */
  counts: "replied" | "opt_out" | "bounced" | null;
  /** The first day on which an absent person is back. */
  until: string | null;
  /** The person's own words. */
  own: string;
  /** The reason for the class, in words for a founder. */
  why: string;
  bounce: Bounce | null;
};
type Verdict = Pick<Classified, "class" | "counts" | "why"> & { until?: string | null };

type Reading = { message: ParsedMessage; sent: readonly SentText[]; sender: SenderVerdict; receivedAt: Date };

/**
 * The meaning of one message. Only the person's own words and a subject of their own decide; headers, subject and form tell machines.
 * A message that stays unsure is `needs_look`: then nothing is to be sent to that person until a founder decides.
 */
export function classifyMessage({ message, sent, sender, receivedAt }: Reading): Classified {
  const { own, uncertain } = findOwnWords(message.text, sent);
  const bounce = message.problem === null ? readBounce(message) : null;
  const base = { until: null, own, bounce };
  if (message.problem !== null) return { ...base, ...unsure(message.problem, null) };
  if (bounce) return { ...base, ...ofBounce(bounce) };
  if (sender === "fail") {
    return {
      ...base,
      ...unsure("The sender could not be verified: the mail server says that the address is forged.", null),
    };
  }
  const subject = changedSubject(message.subject, sent);
  const meaning = understand(foldText(own).slice(0, MAX_JUDGED), subject);
  const signs = findMachineSigns(message.headers, message.subject);
  const written = writtenAt(message.date, receivedAt);
  const until = (): string | null => findReturnDate(foldLine(own).slice(0, MAX_JUDGED), written);
  const isMachine = signs.isMachine || meaning.isMachine || isAbsence(meaning, own);
  if (isMachine && (signs.isMachine || !meaning.isInterested || meaning.isAway)) {
    return { ...base, ...ofMachine({ meaning, isAway: signs.isAway || meaning.isAway, until }) };
  }
  if (meaning.class === null && isWish(uncertain)) {
    return { ...base, ...unsure("Words below a quotation may ask for no more email.", "replied") };
  }
  return { ...base, ...ofPerson(meaning, own) };
}

const unsure = (why: string, counts: "replied" | null): Verdict => ({ class: "needs_look", counts, why });

function ofBounce({ kind, words }: Bounce): Verdict {
  if (kind === "delayed") return { class: "auto", counts: null, why: "A mail server says that delivery is delayed." };
  return { class: "bounce", counts: "bounced", why: `Not delivered: ${words}`.slice(0, 300) };
}

/** An absence alone, without a question or an answer, is the form of an autoresponder. */
const isAbsence = ({ isAway, isInterested, class: found }: Meaning, own: string): boolean =>
  isAway &&
  (found === null || found === "wrong_person" || found === "not_now") &&
  !isInterested &&
  !own.includes("?") &&
  own.length < 1_500;

type Machine = { meaning: Meaning; isAway: boolean; until: () => string | null };

function ofMachine({ meaning, isAway, until }: Machine): Verdict {
  if (meaning.class === "opt_out" && meaning.isCertain) {
    return unsure("A machine answered, and its text asks for no more email.", null);
  }
  if (isAway)
    return { class: "out_of_office", counts: null, until: until(), why: "An automatic answer: out of office." };
  if (meaning.class === "wrong_person") {
    return {
      class: "wrong_person",
      counts: null,
      why: "An automatic answer: the person is not reached here any more.",
    };
  }
  return { class: "auto", counts: null, why: "A machine wrote this." };
}

function ofPerson(meaning: Meaning, own: string): Verdict {
  if (meaning.class === "opt_out") return { class: "opt_out", counts: "opt_out", why: meaning.why };
  if (meaning.class !== null) return { class: meaning.class, counts: "replied", why: meaning.why };
  return unsure(own === "" ? "The answer holds no words of its own." : meaning.why, "replied");
}

const isWish = (uncertain: string): boolean =>
  uncertain !== "" && understand(foldText(uncertain).slice(0, MAX_JUDGED), "").class === "opt_out";

/** A subject that is not the one we wrote belongs to the person's words. */
function changedSubject(subject: string, sent: readonly SentText[]): string {
  const bare = bareSubject(subject);
  return sent.some((mail) => bareSubject(mail.subject) === bare) ? "" : bare;
}

/** A clock that runs ahead is not believed. */
function writtenAt(date: string | null, receivedAt: Date): Date {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) || at > receivedAt.getTime() ? receivedAt : new Date(at);
}
