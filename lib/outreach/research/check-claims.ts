import { addresses, isObservation, namesIn, withoutTimes } from "./claim-signs";
import { numbersIn, shareWord, wordsIn } from "./words";

/** All that an email to one lead may state. `known`: the founder's own words about their company and about the lead. */
export type Ground = {
  findings: readonly { number: number; fact: string; quote: string }[];
  known: readonly string[];
  leadCompany: string;
  /** The language of the email, like `de`. */
  language: string;
};

/** Why a sentence may not stand. */
export const OBJECTIONS = {
  no_such_finding: "cites a finding that does not exist",
  not_in_finding: "says more than the finding that it cites",
  no_finding: "states something about the lead without a finding",
} as const;
type Objection = { sentence: string; why: keyof typeof OBJECTIONS };

const MARK = /\s{0,3}\[\d{1,3}(?:\s?[,;]\s?\d{1,3})*\]/g;
/** A sentence ends before white space, after its closing quotation marks and its citations; an abbreviation or an initial does not end one. */
const END =
  /(?<=[.!?…]["'”’»“)]{0,2}(?:\s?\[[\d,; ]+\])*)(?<!\b(?:Dr|Mr|Mrs|Ms|Prof|St|Inc|Ltd|Co|No|Nr|ca|bzw|\p{Lu})\.)\s+(?![[\p{Ll}»”’)])/u;

/**
 * The text without its citations, and without the sentences that state something about the lead which neither a cited finding nor the founder's
 * own words bear out; with the objections against those. By numbers, names and words: what they mean is not judged.
 */
export function checkClaims(text: string, ground: Ground): { text: string; objections: Objection[] } {
  const objections: Objection[] = [];
  const known = ground.known.join("\n");
  const judge: Judge = { ground, words: wordsIn(known), numbers: numbersIn(known), text: known.toLowerCase() };
  const lines = text.split("\n").map((line) => {
    const sentences = line.split(END).filter((sentence) => sentence !== "");
    const kept = sentences.filter((sentence) => {
      const why = objectionTo(sentence, judge);
      if (why) objections.push({ sentence: sentence.trim(), why });
      return why === null;
    });
    return { before: line, after: kept.join(" ").replace(MARK, "").trimEnd() };
  });
  // A paragraph of which nothing is left leaves no gap.
  const left = lines.filter(({ before, after }) => after !== "" || before.trim() === "").map(({ after }) => after);
  return {
    text: left
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    objections,
  };
}

type Judge = { ground: Ground; words: ReadonlySet<string>; numbers: ReadonlySet<string>; text: string };

function objectionTo(sentence: string, judge: Judge): Objection["why"] | null {
  const cited = [...sentence.matchAll(MARK)].flatMap(([mark]) => (mark.match(/\d+/g) ?? []).map(Number));
  const said = withoutTimes(sentence.replace(MARK, ""));
  if (cited.length > 0) return objectionToCited(said, cited, judge);
  const { leadCompany, language } = judge.ground;
  const aboutLead =
    addresses(said, language) || (leadCompany !== "" && said.toLowerCase().includes(leadCompany.toLowerCase()));
  if (!aboutLead) return null;
  const isQuestion = /\?["'”’»)]*$/.test(said.trim());
  const unknown = unknownIn(said, judge, isQuestion ? [] : namesIn(said, language));
  if (unknown) return "no_finding";
  return !isQuestion && isObservation(said) && !isKnown(said, judge.words) ? "no_finding" : null;
}

function objectionToCited(said: string, cited: readonly number[], judge: Judge): Objection["why"] | null {
  const findings = cited.map((number) => judge.ground.findings.find((finding) => finding.number === number));
  const texts = findings.flatMap((finding) => (finding ? [`${finding.fact} ${finding.quote}`] : []));
  if (texts.length < cited.length) return "no_such_finding";
  const text = texts.join("\n");
  const wider: Judge = {
    ...judge,
    numbers: new Set([...judge.numbers, ...numbersIn(text)]),
    text: `${judge.text}\n${text.toLowerCase()}`,
  };
  if (unknownIn(said, wider, namesIn(said, judge.ground.language))) return "not_in_finding";
  return shareWord(said, text, judge.words) ? null : "not_in_finding";
}

const unknownIn = (said: string, { numbers, text }: Judge, names: readonly string[]): boolean =>
  [...numbersIn(said)].some((number) => !numbers.has(number)) ||
  names.some((name) => !text.includes(name.toLowerCase()));

/** Whether each long word of it is one of the founder's own, as in “I saw that you are Head of Operations at Acme”. */
const isKnown = (said: string, known: ReadonlySet<string>): boolean => {
  const long = [...wordsIn(said)].filter((word) => word.length > 6);
  return long.length > 0 && long.every((word) => known.has(word));
};
