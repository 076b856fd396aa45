import { MILESTONES, NOT_YET } from "./verbs";

/** A sentence of a reply, and the kinds of the tool results that succeeded in the same turn. */
export type Claimed = { sentence: string; done: readonly string[] };

export const NOT_DONE = "I have not done this; I can propose it.";

const word = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");
const FIRST_PERSON = word("I|I['’]ve|I['’]m|we|we['’]ve|me|ich|wir|hab|jeg|vi");
/** "has been sent", "was sent", "is sent", "wurde verschickt", "ist verschickt", "er sendt", "blev sendt", "sendt af sted". */
const PASSIVE = word(
  "is|are|was|were|been|being|got|gets|has|have|had|it['’]s|that['’]s|they['’]re|ist|sind|war|waren|wurde|wurden|worden|hat|habe|haben|er|var|blev|blevet|bliver|har",
);
/** Said on its own: "Done!", "All set.", "Email sent." */
const BARE = word(
  "done|all done|all set|finished|completed|it['’]s done|consider it done|mission accomplished|erledigt|fertig|schon passiert|alles erledigt|ist erledigt|gjort|færdig|klaret|det er gjort|så er det gjort",
);
const PROPOSED = word(
  "proposed|suggested|drafted|prepared|staged|queued (?:it |this |that )?for (?:your )?approval|put (?:it |this |that )?up for approval|submitted (?:it |this |that )?for (?:your )?approval|vorgeschlagen|entworfen|vorbereitet|zur freigabe|foreslået|udarbejdet|forberedt|til godkendelse",
);
/** The object of a verb that makes it a proposal: "I have created a draft". */
const PROPOSAL = word(
  "proposals?|drafts?|suggestions?|approval (?:card|request)s?|for (?:your )?approval|vorschl(?:ag|äge)|entw(?:urf|ürfe)|freigabe|forslag(?:et)?|udkast(?:et)?|godkendelse",
);
const HAS_REF = /\[[a-z]:[^\]\s]+\]/u;
/** The founder or another person acted, or the sentence asks. */
const BY_OTHERS = word("you|you['’]ve|he|she|your team|the founder|du|ihr|hun|han|kunden");
const QUESTION = /\?["'”)\]]*\s*$/u;
const NOW_DOING = word(
  "I['’]m (?:now )?(?:sending|publishing|launching|deploying|scheduling|creating|changing|deleting|paying|booking)|I am (?:now )?(?:sending|publishing|launching|deploying|scheduling|creating|changing|deleting|paying|booking)|ich (?:sende|verschicke|veröffentliche|starte|lösche|buche|erstelle|ändere) (?:das |die |den |es )?(?:jetzt|gerade|nun)|jeg (?:sender|udgiver|starter|sletter|booker|opretter|ændrer) (?:det |den )?(?:nu|lige nu)",
);

/** The part of the sentence around a verb: conditions of another clause say nothing about it. */
function clauseOf(sentence: string, index: number): string {
  const before = sentence.slice(0, index);
  const start =
    Math.max(before.lastIndexOf(","), before.lastIndexOf(";"), before.lastIndexOf("—"), before.lastIndexOf(":"), -1) +
    1;
  const after = sentence.slice(index).search(/[,;—]|\s(?:and|but|und|aber|og|men)\s/u);
  return sentence.slice(start, after < 0 ? undefined : index + after);
}

const isProposal = (done: readonly string[]): boolean => done.some((kind) => /^propose/i.test(kind));

/** The rest of the sentence depends on it. */
const CONDITION = /^\W*(?:once|when|if|unless|as soon as|after you|sobald|wenn|falls|når|hvis)(?!\p{L})/iu;

/** Whether the verb at its place tells of something that was done. */
function claims(sentence: string, at: RegExpExecArray): boolean {
  const clause = clauseOf(sentence, at.index);
  if (NOT_YET.test(clause) || CONDITION.test(sentence)) return false;
  const before = sentence.slice(0, at.index);
  const isBare = before.trim().split(/\s+/).filter(Boolean).length <= 3;
  if (FIRST_PERSON.test(clause)) return true;
  if (HAS_REF.test(sentence)) return false;
  // "the sent emails": the participle describes, it does not tell.
  if (/(?<!\p{L})(?:the|a|an|of|der|die|das|den|det|de|en|et|any|each)\s+$/iu.test(before) || BY_OTHERS.test(clause))
    return false;
  return PASSIVE.test(clause) || isBare;
}

function isClaim(sentence: string, done: readonly string[]): boolean {
  if (NOW_DOING.test(sentence)) return true;
  if (BARE.test(sentence) && sentence.trim().split(/\s+/).length <= 5 && !NOT_YET.test(sentence)) return true;
  const proposed = PROPOSED.exec(sentence);
  if (proposed && FIRST_PERSON.test(sentence) && !NOT_YET.test(clauseOf(sentence, proposed.index)))
    return !isProposal(done);
  return MILESTONES.some(({ words, proof, name }) => {
    const at = words.exec(sentence);
    if (at === null || !claims(sentence, at)) return false;
    if (PROPOSAL.test(sentence)) return !isProposal(done);
    return !done.some((kind) => !/^propose|^(?:get|list|search)_/.test(kind) && name !== "done" && proof.test(kind));
  });
}

/**
 * A sentence that says of something that it was done stays only when a tool did it in the same turn; any other is replaced. A past event
 * with a reference is no claim of this turn, and is judged by the linter.
 */
export function guardClaims({ sentence, done }: Claimed): string {
  if (QUESTION.test(sentence) || !isClaim(sentence, done)) return sentence;
  const tail = /\s*$/.exec(sentence)?.[0] ?? "";
  const lead = /^\s*(?:[-*]\s+|\d+\.\s+)?/.exec(sentence)?.[0] ?? "";
  return `${lead}${NOT_DONE}${tail}`;
}
