import he from "he";

const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;
const LETTERS: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ı: "i", ł: "l", đ: "d", ð: "d" };

/**
 * The one form in which texts are compared: entities decoded, invisible characters, accents and typographic signs removed, lower case,
 * plain spaces, lines ended by `\n`. A word that was hyphenated at the end of a line is whole again.
 */
export function foldText(text: string): string {
  return he
    .decode(text)
    .replace(IGNORED, "")
    .normalize("NFKC")
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
    .replace(/(\p{L})-\n(\p{Ll})/gu, "$1$2")
    .replace(/[\u2018\u2019\u201a\u201b\u02bc\u00b4\u0060\u2032]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[^\S\n]+/g, " ")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßæœøıłđð]/g, (letter) => LETTERS[letter] ?? letter);
}

/** The same on one line. */
export const foldLine = (text: string): string => foldText(text).replace(/\s+/g, " ").trim();
