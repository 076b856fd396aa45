/** How a writer speaks to the reader, by language. */
const READER: Record<string, RegExp> = {
  en: /\b(you|your|yours|yourself|you['’](re|ve|d|ll))\b/i,
  de: /(^|[^\p{L}])(Sie|Ihnen|Ihr|Ihre[mnrs]?|du|dich|dir|dein\p{L}*|euch|euer|eure\p{L}*)(?!\p{L})/u,
  fr: /(^|[^\p{L}])(vous|votre|vos|toi|ton|tes)(?!\p{L})/iu,
  es: /(^|[^\p{L}])(usted|ustedes|vosotr[oa]s|vuestr[oa]s?|te|tú|tu|tus|su|sus)(?!\p{L})/iu,
  it: /(^|[^\p{L}])(lei|voi|vi|vostr[oaei]|suo|sua|suoi|sue|tuo|tua|tuoi|tue)(?!\p{L})/iu,
  nl: /(^|[^\p{L}])(u|uw|jij|je|jou|jouw|jullie)(?!\p{L})/iu,
  pt: /(^|[^\p{L}])(você|vocês|te|teu|tua|seu|seus|sua|suas|vosso|vossa)(?!\p{L})/iu,
};
const ANY_READER = Object.values(READER);

/** Whether a sentence speaks to its reader; in a language that is not known, by any of the words above. */
export function addresses(sentence: string, language: string): boolean {
  const reader = READER[language.slice(0, 2)];
  return reader ? reader.test(sentence) : ANY_READER.some((words) => words.test(sentence));
}

/** The words by which a writer claims to have learnt something about the reader. */
const OBSERVATIONS: readonly RegExp[] = [
  /\b(i|we)(['’]ve)?( have)?( just| recently| also)? (saw|seen|noticed|read|heard|learned|learnt|came across|understand that|see that)\b/i,
  /\bcongrat(s|ulations|ulate)\b|\bkudos\b/i,
  /\byou(r \w+)?(['’]ve| have| has)?( just| recently| lately)? (opened|launched|raised|hired|announced|acquired|won|expanded|moved|grew|grown|closed|released|published|posted|wrote|said|mentioned|joined|founded|fired|lost|sold|bought|merged)\b/i,
  /\byour( \w+)? (recent|latest|new|last) (post|article|interview|talk|podcast|launch|funding|round|expansion|announcement|acquisition|office|opening|reviews?|hire)\b/i,
  /\bhabe[n]?\b.{0,200}\b(gelesen|gesehen|bemerkt|gehört|erfahren|entdeckt)\b|glückwunsch|gratul(iere|ation)|\b(kürzlich|neulich|vor kurzem|jüngst)\b/i,
  /\b(j['’]ai|nous avons|on a) (vu|lu|remarqué|appris|constaté|découvert)\b|félicitations|\bbravo pour\b|\brécemment\b/i,
  /\b(he|hemos) (visto|leído|notado)\b|\b(vi|leí|noté) que\b|\b(felicidades|enhorabuena|recientemente)\b/i,
  /\b(ho|abbiamo) (visto|letto|notato|saputo)\b|\b(complimenti|congratulazioni|recentemente|di recente)\b/i,
  /\b(zag|las|hoorde|merkte) dat\b|\bheb\b.{0,200}\b(gezien|gelezen|gehoord|gemerkt)\b|\b(gefeliciteerd|onlangs|recentelijk)\b/i,
  /\b(vi|li|notei|reparei|soube|percebi) que\b|\b(parabéns|recentemente)\b/i,
];

export const isObservation = (sentence: string): boolean => OBSERVATIONS.some((sign) => sign.test(sentence));

const LANGUAGES = ["en", "fr", "es", "it", "nl", "pt"] as const;
const CALENDAR: ReadonlySet<string> = new Set(
  LANGUAGES.flatMap((language) => {
    const day = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
    const month = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
    return [
      ...Array.from({ length: 7 }, (_, index) => day.format(Date.UTC(2026, 0, 4 + index))),
      ...Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2026, index, 4))),
    ].map((name) => name.toLowerCase());
  }),
);
/** They are written with a capital letter and name nothing. */
const NO_NAMES = new Set([
  "dr",
  "mr",
  "mrs",
  "ms",
  "prof",
  "i",
  "i'm",
  "i'd",
  "i'll",
  "i've",
  "ok",
  "ai",
  "it",
  "hr",
  "crm",
  "ps",
  "p.s",
]);
/** In these languages each noun has a capital letter. */
const CAPITAL_NOUNS = new Set(["de", "lb"]);

/** The names in a sentence: capitals that no sentence begins with. None where each noun has one. */
export function namesIn(sentence: string, language: string): string[] {
  if (CAPITAL_NOUNS.has(language.slice(0, 2))) return [];
  const found = sentence.matchAll(
    /(?<=[\p{L}\p{N},;)]["'”’»]?\s+["'“‘«(]?)\p{Lu}[\p{L}\p{M}\p{N}&]*(?:[-.'’][\p{L}\p{N}]+)*/gu,
  );
  return [...found]
    .map(([name]) => name.replace(/['’]s$/, ""))
    .filter((name) => !NO_NAMES.has(name.toLowerCase().replaceAll("’", "'")) && !CALENDAR.has(name.toLowerCase()));
}

const LINKS = /\bhttps?:\/\/\S+|\bwww\.\S+|\S+@\S+\.\S+/gi;
const TIMES =
  /\b\d{1,3}([:.h]\d{2})?(\s*[-–]\s*\d{1,2}([:.h]\d{2})?)?[\s-]*(min\b|minut\p{L}*|hours?\b|h\b|uhr\b|stunden?\b|a\.?m\b|p\.?m\b|heures?\b|horas?\b|or[ea]\b|uur\b|days?\b|tagen?\b|jours?\b|días?\b|giorni\b|dagen\b|dias?\b|weeks?\b|wochen?\b)/giu;

/** Without links, and without the length or the hour of a call: they say nothing of the reader. */
export const withoutTimes = (sentence: string): string => sentence.replace(LINKS, " ").replace(TIMES, " ");
