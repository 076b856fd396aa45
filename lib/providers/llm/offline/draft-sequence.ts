import { choose, rankServices } from "./choose";
import type { PlannerTask } from "./fields";
import { de } from "./wordings/de";
import { en } from "./wordings/en";
import { es } from "./wordings/es";
import { fr } from "./wordings/fr";
import { it } from "./wordings/it";
import { nl } from "./wordings/nl";
import { pt } from "./wordings/pt";
import type { Ways, Wordings } from "./wordings/wordings";

export type Draft = { step: number; subject: string; body: string };

const SUBJECT_CHARACTERS = 90;
const LANGUAGES: Record<string, Wordings> = { en, de, fr, es, it, nl, pt };
/** A founder's sentence that needs no introduction. */
const OWN_SENTENCE =
  /^(we|our|i|wir|unsere?|ich|nous|notre|nos|je|nosotros|nuestr[oa]s?|noi|il nostro|la nostra|i nostri|wij|we|ons|onze|ik|nós|nosso|nossa)\b/iu;

type Writing = {
  task: PlannerTask;
  words: Wordings;
  /** 0 for the first text, another number for each text written anew. */
  variant: number;
  short: boolean;
};

const paragraphs = (...parts: string[]): string => parts.filter((part) => part !== "").join("\n\n");
const sentences = (...parts: string[]): string => parts.filter((part) => part !== "").join(" ");
const start = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const pick = ({ task, variant }: Writing, purpose: string, ways: Ways): string =>
  choose(task.lead, { purpose, variant }, ways);
/** Changes at every other variant, so that two choices of two ways make four texts. */
const pickSlowly = (writing: Writing, purpose: string, ways: Ways): string =>
  pick({ ...writing, variant: Math.ceil(writing.variant / 2) }, purpose, ways);

/** The founder's words as a sentence: a question and a sentence of their own as they are, a fragment introduced. */
function say(writing: Writing, text: string, kind: "does" | "audience" | "problem" | "proof" | "offer"): string {
  if (text === "") return "";
  if (text.endsWith("?")) return start(text);
  const { name } = writing.task.company;
  const named = name !== "" && text.toLowerCase().startsWith(`${name.toLowerCase()} `);
  return OWN_SENTENCE.test(text) || named ? `${start(text)}.` : pick(writing, kind, writing.words[kind](text));
}

function greeting({ task: { lead, company }, words }: Writing): string {
  if (lead.firstName === "") return words.helloUnknown;
  const formal = /\b(formal|formell|förmlich|formel|formeel|formale)\b/iu.test(company.tone);
  return formal ? words.formalHello(lead.fullName) : words.hello(lead.firstName);
}

/** The subjects an email can be about: the founder's answers. Another text begins with another one. */
function angles(writing: Writing): string[] {
  const { company } = writing.task;
  const said = [
    say(writing, company.problem, "problem"),
    say(writing, company.offer, "offer"),
    say(writing, company.proof, "proof"),
    ...rankServices(writing.task).map((service) => pick(writing, "service", writing.words.service(service))),
  ];
  return said.filter((text) => text !== "");
}

const angle = (writing: Writing, at: number): string => {
  const all = angles(writing);
  return all[(at + writing.variant) % Math.max(all.length, 1)] ?? "";
};

/** A line of the reader's own that research found, quoted and cited; empty when there is none. */
function finding(writing: Writing): string {
  const all = writing.task.lead.findings.filter(({ quote }) => quote !== "");
  const found = all[writing.variant % Math.max(all.length, 1)];
  return found ? `${pick(writing, "finding", writing.words.found(found.quote))} [${found.number}]` : "";
}

function first(writing: Writing): Omit<Draft, "step"> {
  const { task, words } = writing;
  const { lead, company } = task;
  const does = say(writing, company.description, "does");
  const plain = writing.short && does !== "" ? "" : pick(writing, "opening", words.opening(lead));
  const from =
    company.name === "" || does.startsWith(company.name) ? "" : pickSlowly(writing, "from", words.from(company.name));
  const about = angle(writing, 0);
  const audience = about === "" && !writing.short ? say(writing, company.audience, "audience") : "";
  const ask = about.endsWith("?") ? "" : pick(writing, "ask", words.ask(lead));
  return {
    subject: pick(writing, "subject", words.subject(lead, company.name)),
    body: paragraphs(
      greeting(writing),
      lead.personal || finding(writing) || plain,
      sentences(from, does, audience),
      sentences(about, ask),
    ),
  };
}

function between(writing: Writing, step: number): Omit<Draft, "step"> {
  const { task, words, short } = writing;
  const { lead, company } = task;
  const about = angle(writing, step - 1);
  const audience = short ? "" : say(writing, company.audience, "audience");
  // Each step begins and asks in other words, and so does each text written anew: none repeats another one of the sequence.
  const begins = { ...writing, variant: step + writing.variant };
  const asks = { ...writing, variant: step + Math.floor(step / 3) + 2 * writing.variant };
  const ask = about.endsWith("?") ? "" : pick(asks, "ask again", words.askAgain);
  const call = company.calendly && !short ? words.booking(company.calendly) : "";
  return {
    subject: pick(writing, "follow-up subject", words.followUpSubject(lead)),
    body: paragraphs(
      greeting(writing),
      pick(begins, "follow-up", words.followUp),
      sentences(about || audience, ask),
      call,
    ),
  };
}

function last(writing: Writing): Omit<Draft, "step"> {
  const { task, words } = writing;
  return {
    subject: pick(writing, "last subject", words.lastSubject(task.lead)),
    body: paragraphs(
      greeting(writing),
      sentences(
        pick(writing, "farewell", words.farewell),
        words.later(writing.short || writing.variant % 4 > 1 ? "" : task.company.site),
      ),
    ),
  };
}

/** The last of the emails that are asked for, unless the founder's words on it say something else. */
function isFarewell({ task: { steps } }: Writing, step: number): boolean {
  const { instructions = "" } = steps.find((asked) => asked.step === step) ?? {};
  if (instructions !== "") return /good-?bye|farewell|abschied|au revoir|desped|conged|afscheid/i.test(instructions);
  return step > 1 && steps.every((asked) => asked.step <= step);
}

function write(writing: Writing, step: number): Draft {
  const made = isFarewell(writing, step) ? last(writing) : step === 1 ? first(writing) : between(writing, step);
  return { step, subject: made.subject.slice(0, SUBJECT_CHARACTERS).toWellFormed().trim(), body: made.body };
}

const wordingsOf = (language: string): Wordings => LANGUAGES[language.slice(0, 2)] ?? en;

/**
 * Short, plain emails from the fields alone, honest samples in the company's language; the same fields always give the same emails. They
 * name no sender and end without a signature: that of the sender is added when they are sent.
 */
export function draftSequence(task: PlannerTask): Draft[] {
  const writing = { task, words: wordingsOf(task.company.language), variant: 0, short: false };
  return task.steps.map(({ step }) => write(writing, step));
}

const NOTED_LANGUAGES: readonly [RegExp, Wordings][] = [
  [/\b(english|englisch|anglais|inglés|inglese|engels|inglês)\b/iu, en],
  [/\b(german|deutsch|allemand|alemán|tedesco|duits|alemão)\b/iu, de],
  [/\b(french|französisch|français|francés|francese|frans|francês)\b/iu, fr],
  [/\b(spanish|spanisch|espagnol|español|spagnolo|spaans|espanhol)\b/iu, es],
  [/\b(italian|italienisch|italien|italiano|italiaans)\b/iu, it],
  [/\b(dutch|niederländisch|néerlandais|neerlandés|olandese|nederlands|holandês)\b/iu, nl],
  [/\b(portuguese|portugiesisch|portugais|portugués|portoghese|portugees|português)\b/iu, pt],
];
const SHORTER = /\b(short(er)?|brief(er)?|kürzer|kurz|court(e)?|corto|breve|korter|kort|curto)\b/iu;

/** One email with other words and, where there are several answers, about another one. Of a note it follows the language and the length. */
export function rewriteEmail(task: PlannerTask): Omit<Draft, "step"> {
  const { step, version, note, body: present } = task.rewrite;
  const words = NOTED_LANGUAGES.find(([named]) => named.test(note))?.[1] ?? wordingsOf(task.company.language);
  const texts = [0, 1, 2, 3].map((more) =>
    write({ task, words, variant: version + more, short: SHORTER.test(note) }, step),
  );
  const { subject, body } =
    texts.find((text) => text.body.trim() !== present.trim()) ??
    write({ task, words, variant: version, short: true }, step);
  return { subject, body };
}
