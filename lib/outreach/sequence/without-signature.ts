const VALEDICTION =
  /^(?:(?:with |my )?(?:best|kind|warm|kindest|warmest|many)?(?: and best)? ?(?:regards|wishes|thanks)|all the best|best|cheers|thanks(?: (?:again|so much|in advance))?|thank you|sincerely|yours(?: (?:sincerely|truly|faithfully))?|talk soon|cordially|respectfully|(?:mit )?(?:freundliche[nm]?|beste[nm]?|liebe[nm]?|viele[nm]?|herzliche[nm]?|sch[öo]ne[nm]?) gr(?:[üu]|ue)(?:ß|ss)e[n]?|(?:bien |tr[èe]s )?cordialement|bien [àa] vous|sinc[èe]rement|meilleures salutations|(?:un )?(?:cordial )?saludos?(?: cordiale?s?)?|atentamente|cordiali saluti|distinti saluti|un saluto|met (?:vriendelijke|hartelijke) groet(?:en)?|(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|(?:med )?v[äa]nliga? h[äa]lsning(?:ar)?|(?:med )?venlig(?:e)? hilsen(?:er)?|mvh|vh|(?:com os melhores )?cumprimentos|atenciosamente)\s*[,.!–—-]*$/iu;
const POSTSCRIPT = /^p\.?\s?(p\.?\s?)?s\b/i;
const MOST_LINES = 5;
const LONGEST_LINE = 60;

/** Part of a signature: a name, a role, a company, an address of the web; not a sentence. */
const isSignatureLine = (line: string): boolean =>
  line.length <= LONGEST_LINE &&
  !POSTSCRIPT.test(line) &&
  !/[?!:]$/.test(line) &&
  !(/[.]$/.test(line) && line.split(" ").length > 4);

/** A text without the signature that a model put under it, because the sender's own is added when it is sent. Anything else stays. */
export function withoutSignature(body: string): string {
  const lines = body.trimEnd().split("\n");
  const filled = lines.flatMap((line, index) => (line.trim() === "" ? [] : [{ line: line.trim(), index }]));
  const tail = filled.slice(-MOST_LINES);
  const at = tail.findLastIndex(({ line }) => VALEDICTION.test(line));
  const start = tail[at];
  if (start === undefined || filled.length === tail.length - at) return body;
  if (!tail.slice(at + 1).every(({ line }) => isSignatureLine(line))) return body;
  return lines.slice(0, start.index).join("\n").trimEnd();
}
