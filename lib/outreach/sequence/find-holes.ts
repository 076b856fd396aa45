import { MAY_NAME_A_BLANK, MEANT_TO_BE_READ, NAMES_A_BLANK } from "./placeholder-words";

export type DraftText = { subject: string; body: string };

export const EMPTY_SUBJECT = "(empty subject)";
export const EMPTY_BODY = "(empty text)";
const MOST = 20;
const LONGEST = 100;

/** `firstName`, `FIRST_NAME` and `Prénom` as words without case and accents. */
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}]+/gu) ?? [];

const asks = (text: string): boolean => wordsOf(text).some((word) => NAMES_A_BLANK.has(word));
const onlyAsks = (text: string): boolean => {
  const found = wordsOf(text);
  return found.length > 0 && found.every((word) => NAMES_A_BLANK.has(word) || MAY_NAME_A_BLANK.has(word));
};
const isFieldName = (text: string): boolean =>
  /^\p{L}[\p{L}\d]*([_.-]\p{L}[\p{L}\d]*)+$/u.test(text) && /[_.]/.test(text);

/** `[…]`: what is capitalised or names what is missing; not a note, a tag, a link's text or an index. */
function isBlankInBrackets(inside: string, { before, after, opensSubject }: Around): boolean {
  const found = wordsOf(inside);
  if (found.length === 0) return inside.trim() === "" && inside !== " " && !/[\w\]]$/.test(before);
  if (inside === "x" || after.startsWith("(") || /[\w\])]$/.test(before)) return false;
  if (found.every((word) => MEANT_TO_BE_READ.has(word))) return false;
  if (asks(inside) || onlyAsks(inside) || isFieldName(inside.trim())) return true;
  const acronym = /^[A-Z0-9/&-]{2,6}$/.test(inside.trim());
  return /^\p{Lu}/u.test(inside.trim()) && !opensSubject && !acronym;
}

/** `{…}`: anything that reads like a field or a choice; not an object, a set or an empty pair. */
const isBlankInBraces = (inside: string): boolean =>
  /^[!#$%]?\s*[\p{L}\d][\p{L}\d _.'’-]{0,60}$/u.test(inside.trim()) || /^[^{}"=:]+\|[^{}"=:]*$/.test(inside);

/** `<…>`: what names what is missing; not a tag, a link, an address or a comparison. */
const isBlankInAngles = (inside: string): boolean => {
  const text = inside.trim();
  if (/^(\/|!|https?:|mailto:|[a-z][a-z0-9]*\s+[a-z-]+=)/i.test(text) || text.includes("@") || /^\d/.test(text))
    return false;
  return (
    onlyAsks(text) ||
    isFieldName(text) ||
    /^%=?/.test(text) ||
    (asks(text) && /^(insert|enter|add|your|fill|mention)\b/i.test(text))
  );
};

const isBlankInParentheses = (inside: string): boolean =>
  (wordsOf(inside).length > 1 && onlyAsks(inside) && asks(inside)) ||
  /^\s*(insert|fill in|your name|enter)\b/i.test(inside);

type Around = { before: string; after: string; opensSubject: boolean };
type Kind = { pattern: RegExp; isHole?: (inside: string, around: Around) => boolean };

const GREETING = String.raw`(?:dear|hi|hey|hello|hallo|hei|liebe[rs]?|sehr geehrte[rs]?(?: frau| herr(?:n)?)?|guten tag(?: frau| herr)?|bonjour|ch(?:er|[èe]re)|hola|estimad[oa]|ciao|gentile|buongiorno|beste|geachte|k[æa]re|k[äa]ra|ol[áa]|car[oa]|prezad[oa])`;

const KINDS: readonly Kind[] = [
  { pattern: /\{\{\{?[^{}]{0,200}\}?\}\}/g },
  { pattern: /\{%[^{}]{0,200}%\}/g },
  { pattern: /[#$]?\{([^{}\n]{1,100})\}/g, isHole: isBlankInBraces },
  { pattern: /\[\[[^[\]\n]{1,100}\]\]/g },
  { pattern: /\[([^[\]\n]{0,100})\]/g, isHole: isBlankInBrackets },
  { pattern: /<<[^<>\n]{1,100}>>/g },
  { pattern: /<%[^<>\n]{0,100}%>/g },
  { pattern: /<([^<>\n]{1,100})>/g, isHole: isBlankInAngles },
  { pattern: /«([^«»\s][^«»\n]{0,60}[^«»\s])»/g, isHole: onlyAsks },
  { pattern: /\(([^()\n]{2,60})\)/g, isHole: isBlankInParentheses },
  { pattern: /\*\|[^|\n]{1,60}\|\*/g },
  { pattern: /(?<![\d%])%%?([A-Za-z_][\w.-]{0,60})%%?(?![\d])/g, isHole: (inside) => inside.length > 1 },
  { pattern: /(?<![\w@#])(@@|##|__|~~?)([A-Za-z][\w .]{0,40})\1(?!\w)/g, isHole: (inside) => onlyAsks(inside) },
  { pattern: /(?<![\w$])\$([A-Za-z_]\w{2,40})\b/g, isHole: (inside) => onlyAsks(inside) && asks(inside) },
  {
    pattern: /(?<![\w/.@?&=-])((?:[A-Za-z]+_)+[A-Za-z]+)(?![\w/@=-])/g,
    isHole: (inside) => onlyAsks(inside) && asks(inside),
  },
  { pattern: /(?<![\w-])(FNAME|LNAME|FIRSTNAME|LASTNAME|COMPANYNAME|FIRST NAME|LAST NAME|COMPANY NAME)(?![\w-])/g },
  { pattern: /(?<![\w])(X{3,}|x{3,})(?![\w])/g },
  { pattern: /(?:[$€£]\s?X+\b|(?<!\w)X+\s?%)/g },
  { pattern: /(?<![\w-])(TODO|FIXME|TBD|TKTK)(?![\w-]| (?:list|app|items?)\b)/g },
  { pattern: /^.*_{3,}.*$/gm, isHole: (line) => /[^\s_]/.test(line) },
  { pattern: /\[object Object\]/g },
  { pattern: /lorem ipsum|dolor sit amet/gi },
  { pattern: /\bas an ai(?: language)? model\b/gi },
  { pattern: new RegExp(String.raw`^[ \t]*${GREETING}[ \t]+,`, "gim") },
  { pattern: /^[ \t]*(?:dear|hi|hey|hello)[ \t]+[!:]/gim },
  {
    pattern:
      /^[ \t]*(?:dear|sehr geehrte[rs]?|ch(?:er|ère)|estimad[oa]|gentile|geachte|prezad[oa])(?: (?:mr|mrs|ms|herr|frau)\.?)?,/gim,
  },
  {
    pattern: new RegExp(
      String.raw`^[ \t]*${GREETING}[ \t]+(?:undefined|null|none|nan|n/?a|unknown|first ?name|name|recipient|contact name|vorname|pr[ée]nom|-|\?+)[ \t]*[,!:.]?[ \t]*$`,
      "gim",
    ),
  },
  { pattern: /\bat (?:undefined|null|NaN)(?![\w-])/g },
  {
    pattern:
      /^[ \t]*(?:your (?:full )?name(?: here)?|your company|your title|ihr name|votre nom|tu nombre|uw naam)[ \t]*$/gim,
  },
  { pattern: /\b(?:insert|your|enter) [\w ]{1,30} here\b/gi, isHole: (inside) => asks(inside.replace(/^your\b/i, "")) },
];

function holesIn(text: string, isSubject: boolean): string[] {
  return KINDS.flatMap(({ pattern, isHole }) =>
    [...text.matchAll(pattern)]
      .filter((match) => {
        if (!isHole) return true;
        const around = {
          before: text.slice(Math.max(0, match.index - 1), match.index),
          after: text.slice(match.index + match[0].length, match.index + match[0].length + 1),
          opensSubject: isSubject && match.index === 0,
        };
        return isHole(match.at(-1) ?? match[0], around);
      })
      .map(([found]) => found.trim().slice(0, LONGEST)),
  );
}

/** Full-width brackets are brackets, entities of angles are angles: as a reader sees them. */
const asRead = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("【", "[")
    .replaceAll("】", "]")
    .replaceAll("〔", "[")
    .replaceAll("〕", "]");

/**
 * The holes of a draft: what somebody, or a program, still has to fill in, as it stands in the text; none in a text that is ready.
 * Brackets that are meant to be read (`[1]`, `[sic]`, links, code, comparisons) are none.
 */
export function findHoles({ subject, body }: DraftText): string[] {
  const said = subject.replace(/^\s*((re|fwd?|aw|wg)\s*:\s*)+/i, "").trim();
  const found = [
    ...(said === "" ? [EMPTY_SUBJECT] : []),
    ...(body.trim() === "" ? [EMPTY_BODY] : []),
    ...holesIn(asRead(subject), true),
    ...holesIn(asRead(body), false),
  ];
  // The inner part of a hole that was found already says nothing more.
  const outer = found.filter((hole) => !found.some((other) => other !== hole && other.includes(hole)));
  return [...new Set(outer)].slice(0, MOST);
}
