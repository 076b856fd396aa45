import { tidy, type Document } from "@/lib/providers/research/port";
import { numbersIn, shareWord } from "./words";

export type Reported = { url: string; fact: string; quote: string; date?: string | null | undefined };

/** Why a reported finding is not kept. */
const FINDING_FAULTS = ["url.unread", "quote.missing", "quote.short", "fact.unsupported", "text.commands"] as const;
export type FindingFault = (typeof FINDING_FAULTS)[number];

type Judged = { fault: FindingFault } | { fact: string; url: string; quote: string; dated: string | null };

const LEAST_QUOTE = 12;
const MOST_QUOTE = 500;
const MOST_FACT = 300;
/** Words that speak to a model, which nobody writes about a company. */
const COMMANDS =
  /\b(ignore|disregard|forget|override)\b.{0,40}\b(previous|prior|above|earlier|all|your|these)\b.{0,30}\b(instruction|prompt|rule|message|direction)s?\b|\bsystem prompt\b|\byou are (now )?(an? )?(ai|assistant|language model|chatbot)\b|<\/?(system|assistant|instructions?)>|\b(ai|language) models?\b.{0,30}\bmust\b/i;

/**
 * Whether a finding that a model or a vendor reported may be kept: its quoted line stands in the text that was read at its address, white
 * space aside; each number of the fact stands in that line, and at least one of its words. A line that speaks to a model is no fact.
 */
export function judgeFinding({ url, date, ...reported }: Reported, documents: readonly Document[]): Judged {
  const quote = tidy(reported.quote);
  const fact = tidy(reported.fact).slice(0, MOST_FACT).toWellFormed().trim();
  const document = documents.find((read) => read.url === url && read.text.includes(quote));
  if (!documents.some((read) => read.url === url)) return { fault: "url.unread" };
  if (quote.length < LEAST_QUOTE || quote.length > MOST_QUOTE) return { fault: "quote.short" };
  if (!document) return { fault: "quote.missing" };
  if (COMMANDS.test(quote) || COMMANDS.test(fact)) return { fault: "text.commands" };
  const said = numbersIn(quote);
  if (fact === "" || [...numbersIn(fact)].some((number) => !said.has(number)) || !shareWord(fact, quote))
    return { fault: "fact.unsupported" };
  return { fact, url, quote, dated: document.date ?? dayInText(date, document.text) };
}

/** A model's date only where the text names its year. */
function dayInText(date: string | null | undefined, text: string): string | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.exec(date ?? "")?.[0];
  if (day === undefined || new Date(day).toString() === "Invalid Date") return null;
  return text.includes(day.slice(0, 4)) ? day : null;
}
