import type { ActionRule } from "@/lib/company/approvals/schemas";

const DAY_NUMBERS: Record<string, number[]> = {
  monday: [1],
  tuesday: [2],
  wednesday: [3],
  thursday: [4],
  friday: [5],
  saturday: [6],
  sunday: [7],
  weekend: [6, 7],
};
const OPENING = String.raw`(?:please )?(?:remember[:,]? |remember to |from now on[:,]? |as a rule[:,]? )?`;
const NEVER = String.raw`${OPENING}(?:never(?: ever)?|do not(?: ever)?|don['’]t(?: ever)?)`;
const EMAIL = String.raw`(?:e-?mail|mail|message|write(?: to)?|contact|send(?: out)?(?: (?:any|an))?(?: (?:e-?mails?|messages?|anything|mail))?)`;
const OBJECT = String.raw`(?: (?:anyone|anybody|people|customers?|leads?|prospects?|them|us))?`;
const DAYS = String.raw`((?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|the weekend)(?:(?:,| and| or|, and|, or) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?))*)`;
const AMOUNT = String.raw`(?:\$ ?([\d,]+(?:\.\d{1,2})?)|([\d,]+(?:\.\d{1,2})?) ?(?:usd|us dollars|dollars))`;
const ONCE = String.raw`(?: (?:per|on|for) (?:an |any |one |each |a single )?action| at once| on one thing)?`;
const QUIET = new RegExp(
  `^${NEVER} (?:(${EMAIL})|(publish|deploy|commit|post)|(do anything|act|work))${OBJECT}(?: anything)? (?:on|at|over|during) (?:a |any )?${DAYS}$`,
);
const NOBODY = new RegExp(`^${NEVER} ${EMAIL}(?: to)?(?: (?:anyone|anybody|people))?(?: (?:at|from))? (.+)$`);
const SPEND = new RegExp(
  `^(?:${NEVER} spend (?:more than|over|above)|${OPENING}spend (?:at most|no more than|up to)) ${AMOUNT}${ONCE}$`,
);
const WORDS = new RegExp(`^${NEVER} (?:use|say|write) (?:the )?(?:words?|phrases?|terms?|expressions?)? ?(.+)$`, "i");

const ADDRESS = /^[^\s@,;<>"]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const DOMAIN = /^@?(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

/**
 * The form of a rule that is checked before each action: quiet days, people and domains not to write to, the most to spend in one
 * action, words to avoid. Null for every sentence that says more or anything else, because a rule that is half understood would be
 * enforced wrongly; it is then advice to the model only.
 */
export function compileRule(text: string): ActionRule | null {
  const sentence = text
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!]+$/, "");
  const folded = sentence.toLowerCase();
  return quietDays(folded) ?? bannedRecipients(folded) ?? maxSpend(folded) ?? bannedWords(sentence);
}

function quietDays(sentence: string): ActionRule | null {
  const [, email, publish, , list] = QUIET.exec(sentence) ?? [];
  if (list === undefined) return null;
  const named = list.match(/(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend/g) ?? [];
  const days = [...new Set(named.flatMap((day) => DAY_NUMBERS[day] ?? []))].toSorted((a, b) => a - b);
  return { kind: "quiet_days", days, scope: email ? "email" : publish ? "publish" : "any" };
}

function bannedRecipients(sentence: string): ActionRule | null {
  const names = listOf(NOBODY.exec(sentence)?.[1]);
  if (names.length === 0 || !names.every((name) => ADDRESS.test(name) || DOMAIN.test(name))) return null;
  return {
    kind: "banned_recipients",
    addresses: names.filter((name) => ADDRESS.test(name)),
    domains: names.filter((name) => !ADDRESS.test(name)).map((name) => name.replace(/^@/, "")),
  };
}

function maxSpend(sentence: string): ActionRule | null {
  const [, before, after] = SPEND.exec(sentence) ?? [];
  const amount = Number((before ?? after ?? "").replaceAll(",", "") || "NaN");
  return Number.isFinite(amount) ? { kind: "max_spend", cents: Math.round(amount * 100) } : null;
}

/** Only words in quotation marks: without them it cannot be told where they end. */
function bannedWords(sentence: string): ActionRule | null {
  const said = WORDS.exec(sentence)?.[1] ?? "";
  const quoted = [...said.matchAll(/[“"‘']([^“”"‘’']{1,60})[”"’']/g)].map(([, word = ""]) => word.trim());
  const rest = said.replace(/[“"‘'][^“”"‘’']{1,60}[”"’']/g, "").replace(/\b(?:and|or|the|words?|nor)\b/gi, "");
  return quoted.length > 0 && !/[\p{L}\p{N}]/u.test(rest) ? { kind: "banned_words", words: quoted } : null;
}

const listOf = (list: string | undefined): string[] =>
  (list ?? "")
    .split(/,? (?:and|or) |, ?/)
    .map((name) => name.trim())
    .filter(Boolean);
