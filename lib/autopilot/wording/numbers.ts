/** A number in a text: its value, how exactly it is written, and its unit. */
export type FoundNumber = {
  value: number;
  /** A number is right when the true one, rounded to this, equals it. */
  step: number;
  /** `percent`, a currency, or null for a bare count. */
  unit: string | null;
  index: number;
  length: number;
  isWord: boolean;
};

const WORDS: Record<string, number> = {};
const LISTS = [
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
  "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
  "nul én to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve",
];
for (const list of LISTS) list.split(" ").forEach((word, value) => (WORDS[word] = value));
Object.assign(WORDS, {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  dozen: 12,
});
Object.assign(WORDS, {
  dreißig: 30,
  vierzig: 40,
  fünfzig: 50,
  hundert: 100,
  tausend: 1000,
  tredive: 30,
  hundrede: 100,
  tusind: 1000,
});
/** "to" and "ti" are other words in English and German; "nul" and "null" too. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["to", "ti", "ni", "null", "nul", "fire"]);

const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tausend: 1e3,
  tusind: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  millionen: 1e6,
  millioner: 1e6,
};
const CURRENCIES: Record<string, string> = {
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  usd: "USD",
  eur: "EUR",
  gbp: "GBP",
  dkk: "DKK",
  chf: "CHF",
  euro: "EUR",
  euros: "EUR",
  dollar: "USD",
  dollars: "USD",
  kr: "DKK",
  kroner: "DKK",
};
const DIGITS =
  /([$€£]|\b(?:USD|EUR|GBP|DKK|CHF)\s?)?(?<![\p{L}\d_.,-])([+−-]?\d+(?:[.,\u00a0\u202f']\d{3})*(?:[.,]\d+)?)(?:\s?(k|m|thousand|million|mio|tausend|millionen|tusind|millioner)(?![\p{L}]))?(?:\s?(%|percent|per cent|prozent|procent|€|\$|£|usd|eur|gbp|dkk|chf|euros?|dollars?|kr|kroner)(?!\p{L}))?/giu;

/** "1,234.56", "1.234,56", "1 234" and "12,5" as numbers: the last mark with other than three digits behind it is the decimal one. */
function read(text: string): { value: number; decimals: number } {
  const plain = text.replace(/[\u00a0\u202f']/g, "").replace("−", "-");
  const marks = [...plain.matchAll(/[.,]/g)];
  const last = marks.at(-1);
  const behind = last === undefined ? 0 : plain.length - last.index - 1;
  const isDecimal =
    last !== undefined &&
    (behind !== 3 || new Set(marks.map(([mark]) => mark)).size > 1 || (marks.length === 1 && /^[+-]?0/.test(plain)));
  const whole = isDecimal ? plain.slice(0, last.index).replace(/[.,]/g, "") : plain.replace(/[.,]/g, "");
  const fraction = isDecimal ? plain.slice(last.index + 1) : "";
  return { value: Number(`${whole}${fraction === "" ? "" : `.${fraction}`}`), decimals: fraction.length };
}

function unitOf(before: string | undefined, after: string | undefined): string | null {
  if (after && /^(?:%|per|pro)/i.test(after)) return "percent";
  const word = (before ?? after ?? "").trim().toLowerCase();
  return CURRENCIES[word] ?? null;
}

function inDigits(text: string): FoundNumber[] {
  return [...text.matchAll(DIGITS)].map((match) => {
    const [whole, before, digits = "", scale, after] = match;
    const { value, decimals } = read(digits);
    const factor = scale ? (SCALES[scale.toLowerCase()] ?? 1) : 1;
    return {
      value: value * factor,
      step: factor * 10 ** -decimals,
      unit: unitOf(before, after),
      index: match.index,
      length: whole.length,
      isWord: false,
    };
  });
}

function inWords(text: string): FoundNumber[] {
  return [...text.matchAll(/(?<![\p{L}\d-])\p{L}+(?![\p{L}\d])(\s?(?:%|percent|prozent|procent))?/giu)].flatMap(
    (match) => {
      const [whole, percent] = match;
      const word = whole.slice(0, whole.length - (percent?.length ?? 0)).toLowerCase();
      const value = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
      if (value === undefined || AMBIGUOUS.has(word)) return [];
      return [
        { value, step: 1, unit: percent ? "percent" : null, index: match.index, length: whole.length, isWord: true },
      ];
    },
  );
}

/** Numbers in digits and in words (English, German, Danish), with their currency or percent sign. */
export const numbersIn = (text: string): FoundNumber[] =>
  [...inDigits(text), ...inWords(text)].toSorted((a, b) => a.index - b.index);

/** Whether a written number is the true one, rounded as it is written. */
export const isRounded = ({ value, step }: FoundNumber, truth: number): boolean =>
  Math.abs(Math.round(truth / step) * step - value) < step * 1e-6;

/** Words that compare: the factor between the number before and now. */
export const RATIOS: readonly { words: RegExp; ratio: number }[] = [
  {
    words: /(?<!\p{L})(?:doubled|twice|two-?fold|verdoppelt[e]?|doppelt so|fordoblet|dobbelt så)(?!\p{L})/iu,
    ratio: 2,
  },
  { words: /(?<!\p{L})(?:tripled|three times|threefold|verdreifacht[e]?|tredoblet)(?!\p{L})/iu, ratio: 3 },
  { words: /(?<!\p{L})(?:quadrupled|four times|vervierfacht[e]?|firedoblet)(?!\p{L})/iu, ratio: 4 },
  { words: /(?<!\p{L})(?:halved|half(?: as| of)?|halbiert[e]?|halb so|halveret|halvt så)(?!\p{L})/iu, ratio: 0.5 },
];
const more =
  "rose|risen|grew|grown|increased|climbed|improved|went up|gone up|gestiegen|stieg|gewachsen|zugenommen|steg|steget|voksede|vokset|øget";
const less =
  "fell|fallen|declined|decreased|dropped|shrank|worsened|went down|gone down|gesunken|sank|gefallen|abgenommen|faldt|faldet|falder";
const trend = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");
export const TRENDS: readonly { words: RegExp; sign: 1 | -1 }[] = [
  { words: trend(more), sign: 1 },
  { words: trend(less), sign: -1 },
];
