type Piece = { kind: "words" | "link"; text: string };

const LINK = /https?:\/\/[^\s<>"]+/gi;
/** The end of a sentence, not of an address. */
const TRAILING = /[.,;:!?'’”»)\]}]/;
const MAX_LINKS = 200;

const countOf = (text: string, bracket: string): number => text.split(bracket).length - 1;

/** An address without the punctuation behind it; a closing bracket belongs to it when it opens one. */
function trimmed(found: string): string {
  const opened = countOf(found, "(");
  let closed = countOf(found, ")");
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    if (!TRAILING.test(last) || (last === ")" && closed <= opened)) break;
    if (last === ")") closed -= 1;
  }
  return found.slice(0, end);
}

const isAddress = (text: string): boolean => URL.canParse(text) && new URL(text).hostname !== "";

/** A text taken apart into its web addresses and the words around them. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const link = trimmed(found);
    if (!isAddress(link)) continue;
    if (index > at) pieces.push({ kind: "words", text: text.slice(at, index) });
    pieces.push({ kind: "link", text: link });
    at = index + link.length;
  }
  if (at < text.length) pieces.push({ kind: "words", text: text.slice(at) });
  return pieces;
}

/** The web addresses of a text, each once, in the order in which they stand there; the first 200. */
export const linksIn = (text: string): string[] =>
  [...new Set(piecesOf(text).flatMap((piece) => (piece.kind === "link" ? [piece.text] : [])))].slice(0, MAX_LINKS);
