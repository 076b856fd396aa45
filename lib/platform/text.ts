const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as it may stand in HTML, in attributes too. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** On one line, and without what turns the reading direction: names are written by strangers. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ")
    .trim()
    .toWellFormed();

const QUOTED_CHARACTERS = 120;

/** Another's words within a sentence of ours: on one line, in quotation marks that nothing inside ends, at most 120 characters. */
export function quoted(text: string): string {
  const line = Array.from(oneLine(text).replace(/[“”]/g, "'"));
  const cut = line.length > QUOTED_CHARACTERS ? `${line.slice(0, QUOTED_CHARACTERS - 1).join("")}…` : line.join("");
  return `“${cut}”`;
}

const ADDRESS = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

/** For what is kept for good, like the ledger: a person may be erased. */
export const withoutAddresses = (text: string): string => text.replace(ADDRESS, "(address)");

/** In the place of what is not shown. */
export const DOTS = "•••";

/** `j•••@example.com`; what is not an address keeps its first letter only. The same for one that is masked already. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return at > 0 ? `${address.slice(0, 1)}${DOTS}${address.slice(at)}` : `${address.slice(0, 1)}${DOTS}`;
}

/** A text with each character that a reader cannot see written as its code point, like ⟨U+00A0⟩; a plain space stays. */
export const showInvisible = (text: string): string =>
  text.replace(
    /(?! )[\p{Default_Ignorable_Code_Point}\p{C}\p{Z}\u2800]/gu,
    (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );

const plain = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** A pattern for `like` and `ilike` that finds the text anywhere; its own wildcards are plain characters. */
export const containsPattern = (text: string): string => `%${plain(text)}%`;

/** The same for texts that begin with it. */
export const beginsPattern = (text: string): string => `${plain(text)}%`;
