import { foldLine } from "./fold-text";
import type { SentText } from "./schemas";

/** Longer texts are cut: one that long was not typed. */
const MAX_TEXT = 100_000;
const MAX_LINES = 5_000;
const MAX_LINE = 400;

/** Lines in the folded form of {@link foldLine}. */
const ATTRIBUTIONS = [
  /^on .{4,250}\bwrote ?:?$/,
  /^(?:am|um) .{4,250}\bschrieb\b.{0,150}:$/,
  /^.{2,150}\bschrieb am .{4,150}:$/,
  /^le .{4,250}\ba ecrit ?:$/,
  /^el .{4,250}\bescribio ?:$/,
  /^il .{4,250}\bha scritto ?:$/,
  /^op .{4,250}\b(?:schreef|geschreven)\b.{0,150}:$/,
  /^(?:den|d\.) .{4,250}\bskrev\b.{0,150}:$/,
  /^(?:em|a|no dia) .{4,250}\bescreveu ?:$/,
  /^.{0,120}\d.{0,150}<[^<>\s]+@[^<>\s]+>.{0,60}:$/,
  /^-{2,} ?.{0,250}\b(?:wrote|schrieb|a ecrit|escribio|ha scritto|schreef|skrev)\b.{0,100}-{2,}$/,
  /^-{2,} ?(?:original(?: message|nachricht)?|forwarded message|urspru(?:e)?ngliche nachricht|weitergeleitete nachricht|message d'origine|message original|message transfere|mensaje original|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|oprindelig meddelelse|videresendt meddelelse) ?-{0,}$/,
];
const BEGINS_ATTRIBUTION = /^(?:on|am|um|le|el|il|op|den|d\.|em|a|no dia) .*\d/;
const SENDER_LINE = /^(?:from|von|de|da|van|fra) ?: ?\S/;
const HEADER_LINE =
  /^(?:from|von|de|da|van|fra|sent|date|gesendet|datum|envoye(?: le)?|enviado(?: el)?|fecha|inviato|data|verzonden|sendt|dato|to|an|a|para|aan|til|cc|kopie|subject|betreff|objet|asunto|oggetto|onderwerp|emne) ?:/;
const DEVICE_LINE =
  /^(?:sent from|get outlook for|von meinem .{1,40} gesendet|gesendet (?:von|mit)|envoye (?:de|depuis) (?:mon|mes|outlook)|enviado (?:desde|de) mi|inviato da|verstuurd vanaf|verzonden vanaf|sendt fra)\b/;
const OUR_LINK = /\/u\/[0-9a-f]{48}\b/;

const CONFIDENTIAL = /\b(?:confidential|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|fortrolig)/;
const FOOTER_WORD =
  /\b(?:unsubscribe|opt[ -]?out|preferences|abmelden|abbestellen|desabonner|desinscrire|darse de baja|cancelar la suscripcion|disiscri|cancella(?:ti|re) l'iscrizione|uitschrijven|afmelden|afmeld|afmelde)\b/;
const FOOTER_SIGN =
  /https?:|www\.|\bclick\b|\bklick|\bcliqu|\bclic\b|\bklik|\bnewsletter\b.{0,80}\b(?:because|weil|car|porque|perche|omdat|fordi)\b|\byou (?:are|were) receiv|\bsie erhalten diese|\bvous recevez|\brecibes? este|\bricevi quest|\bu ontvangt|\bdu modtager/;
const FIRST_PERSON =
  /\b(?:i|me|we|us|my|ich|mich|mir|wir|uns|je|moi|nous|yo|quiero|nosotros|io|voglio|ik|mij|wij|ons|jeg|mig|vi|os)\b/;

type Line = { text: string; folded: string; isOurs: boolean };

/** The words of the person alone. `uncertain`: words below a quotation that may be theirs, and do not decide alone. */
export type OwnWords = { own: string; uncertain: string };

/**
 * Finds the words that the person wrote, wherever they stand: quotations, signatures, confidentiality notes, newsletter footers and
 * everything that we sent are left out. Takes linear time, whatever the text.
 */
export function findOwnWords(text: string, sent: readonly SentText[]): OwnWords {
  const lines = readLines(text.slice(0, MAX_TEXT), sent);
  const cut = findCut(lines);
  const above = lines.slice(0, cut.from);
  const below = lines.slice(cut.to);
  const nextCut = findCut(below).from;
  const added = below.slice(0, nextCut).filter(({ folded }) => folded !== "" && !HEADER_LINE.test(folded));
  const ours = added.filter(({ isOurs }) => isOurs).length;
  const isKnown = ours >= 2 && ours * 5 >= added.length * 2;
  const extra = isKnown ? added : [];
  return {
    own: [joined(above), joined(extra)].filter(Boolean).join("\n"),
    uncertain: isKnown ? "" : joined(added),
  };
}

function readLines(text: string, sent: readonly SentText[]): Line[] {
  const known = new Set(sent.flatMap((mail) => mail.text.split("\n").map(foldLine)).filter((line) => line.length > 1));
  const whole = sent.map((mail) => foldLine(mail.text)).join(" ");
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/, MAX_LINES).map((line) => {
    const folded = foldLine(line.slice(0, MAX_LINE * 10)).replace(/^\*+|\*+(?=:)/g, "");
    const bare = folded.replace(/^(?:> ?)+/, "");
    const isOurs = OUR_LINK.test(folded) || known.has(bare) || (bare.length >= 15 && whole.includes(bare));
    return { text: line, folded, isOurs };
  });
}

type Cut = { from: number; to: number };

/** The first line that announces a quotation without marks; one with marks needs no cut, because each line shows whose it is. */
function findCut(lines: readonly Line[]): Cut {
  for (let index = 0; index < lines.length; index += 1) {
    const length = announcementAt(lines, index);
    if (length === 0) continue;
    const next = lines.slice(index + length, index + length + 4).find(({ folded }) => folded !== "");
    if (next === undefined || !next.folded.startsWith(">")) return { from: index, to: index + length };
    for (let row = index; row < index + length; row += 1) markQuoted(lines[row]);
  }
  return { from: lines.length, to: lines.length };
}

const markQuoted = (line: Line | undefined): void => {
  if (line) line.isOurs = true;
};

/** The number of lines of the announcement that begins here; 0 when none does. */
function announcementAt(lines: readonly Line[], index: number): number {
  const first = lines[index]?.folded ?? "";
  if (first === "" || first.length > MAX_LINE || first.startsWith(">")) return 0;
  if (ATTRIBUTIONS.some((attribution) => attribution.test(first))) return 1;
  if (SENDER_LINE.test(first)) {
    const headers = lines.slice(index, index + 7).filter(({ folded }) => HEADER_LINE.test(folded));
    return headers.length >= 2 ? 1 : 0;
  }
  if (!BEGINS_ATTRIBUTION.test(first)) return 0;
  for (const count of [2, 3]) {
    const joinedLines = lines
      .slice(index, index + count)
      .map(({ folded }) => folded)
      .join(" ");
    if (ATTRIBUTIONS.some((attribution) => attribution.test(joinedLines))) return count;
  }
  return 0;
}

/** The lines that are neither quoted nor ours, without signature and footers. */
function joined(lines: readonly Line[]): string {
  const kept: string[] = [];
  let inSignature = false;
  for (const { text, folded, isOurs } of lines) {
    const isQuoted = folded.startsWith(">");
    if (isQuoted || isOurs) inSignature = false;
    else if (/^-- ?$/.test(folded)) inSignature = true;
    const isDropped = isQuoted || isOurs || inSignature || /^[-_=*~ ]{2,}$/.test(folded) || DEVICE_LINE.test(folded);
    kept.push(isDropped ? "" : text);
  }
  return withoutFooters(kept.join("\n")).trim();
}

function withoutFooters(text: string): string {
  const [first = "", ...others] = text.trim().split(/\n\s*\n/);
  const theirs = others.filter((paragraph) => {
    const folded = foldLine(paragraph);
    if (folded.length > 120 && CONFIDENTIAL.test(folded)) return false;
    return !(FOOTER_WORD.test(folded) && FOOTER_SIGN.test(folded) && !FIRST_PERSON.test(folded));
  });
  return [first, ...theirs].filter((paragraph) => paragraph.trim() !== "").join("\n\n");
}
