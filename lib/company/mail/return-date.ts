const DAY_MS = 24 * 60 * 60 * 1000;
/** A date further away is not believed. */
const LONGEST_ABSENCE_DAYS = 200;

/** Beginnings of the months' names in EN DE FR ES NL IT DA, folded; the longer ones first. */
const MONTHS: readonly (readonly string[])[] = [
  ["januar", "jan", "janv", "ener", "ene", "gennai", "gen"],
  ["februar", "feb", "fevr", "febrer", "febbrai"],
  ["march", "mar", "marz", "maerz", "mrz", "mars", "maart", "mrt", "marts"],
  ["april", "apr", "avril", "avr", "abril", "abr"],
  ["may", "mai", "mayo", "mei", "maggio", "mag", "maj"],
  ["june", "jun", "juni", "juin", "junio", "giugno", "giu"],
  ["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug"],
  ["august", "aug", "aout", "agosto", "ago"],
  ["september", "sep", "sept", "septiembre", "settembre", "set"],
  ["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott"],
  ["november", "nov", "noviembre", "novembre"],
  ["december", "dec", "dezember", "dez", "decembre", "diciembre", "dic", "dicembre"],
];
const monthOf = (word: string): number =>
  MONTHS.findIndex((names) => names.some((name) => word === name || (name.length > 4 && word.startsWith(name))));

const WEEKDAYS: readonly (readonly string[])[] = [
  ["sunday", "sonntag", "dimanche", "domingo", "zondag", "domenica", "sondag"],
  ["monday", "montag", "lundi", "lunes", "maandag", "lunedi", "mandag"],
  ["tuesday", "dienstag", "mardi", "martes", "dinsdag", "martedi", "tirsdag"],
  ["wednesday", "mittwoch", "mercredi", "miercoles", "woensdag", "mercoledi", "onsdag"],
  ["thursday", "donnerstag", "jeudi", "jueves", "donderdag", "giovedi", "torsdag"],
  ["friday", "freitag", "vendredi", "viernes", "vrijdag", "venerdi", "fredag"],
  ["saturday", "samstag", "samedi", "sabado", "zaterdag", "sabato", "lordag"],
];

/** After these the date is the first day back; a date without one is the last day away. */
const BACK =
  /\b(?:back|return\w*|available again|wieder|zuruck|retour|reprise|vuelvo|volvere|regres\w*|reincorpor\w*|terug|weer|rientr\w*|torner\w*|ritorno|nuovamente|tilbage|igen|from|ab|des le|a partir|desde|vanaf|dal|fra)\b[^.!?\n]{0,40}$/;

type Found = { at: number; index: number };

/**
 * The first day (YYYY-MM-DD) on which an absent person is back, or null when the text, in the form of `foldText`, names none that lies ahead of `written`.
 */
export function findReturnDate(text: string, written: Date): string | null {
  const today = Date.UTC(written.getUTCFullYear(), written.getUTCMonth(), written.getUTCDate());
  const short = text.slice(0, 5_000);
  const found = [...numericDates(short, today), ...namedDates(short, today)];
  const dates = found.length > 0 ? found : weekdays(short, today);
  const returns = dates
    .map(({ at, index }) => at + (BACK.test(short.slice(Math.max(0, index - 60), index)) ? 0 : DAY_MS))
    .filter((at) => at > today && at <= today + LONGEST_ABSENCE_DAYS * DAY_MS);
  return returns.length > 0 ? new Date(Math.max(...returns)).toISOString().slice(0, 10) : null;
}

function numericDates(text: string, today: number): Found[] {
  const iso = [...text.matchAll(/\b(20\d\d)-(\d{1,2})-(\d{1,2})\b/g)].map((match) => ({
    at: dayOf(Number(match[1]), Number(match[2]) - 1, Number(match[3])),
    index: match.index,
  }));
  const others = [...text.matchAll(/(?<![\d.:/-])(\d{1,2})[./-](\d{1,2})(?:[./-](20\d\d|\d\d))?(?![\d:/])/g)].flatMap(
    (match) => {
      const [first, second] = [Number(match[1]), Number(match[2])];
      const year = match[3] === undefined ? null : Number(match[3].padStart(4, "20"));
      // Day first everywhere but in the United States; the later of two readings writes to no absent person.
      const readings = [inYear(year, { month: second - 1, day: first }, today)];
      if (match[0].includes("/")) readings.push(inYear(year, { month: first - 1, day: second }, today));
      return readings.map((at) => ({ at, index: match.index }));
    },
  );
  return [...iso, ...others].filter(isDay);
}

function namedDates(text: string, today: number): Found[] {
  const dayFirst = [
    ...text.matchAll(
      /\b(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)? ?(?:of |de |d'|den )?([a-z]{3,10})\b\.?(?:,? (?:de |del )?(20\d\d))?/g,
    ),
  ].map((match) => ({ day: match[1], month: match[2], year: match[3], index: match.index }));
  const monthFirst = [...text.matchAll(/\b([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (20\d\d))?/g)].map(
    (match) => ({
      day: match[2],
      month: match[1],
      year: match[3],
      index: match.index,
    }),
  );
  return [...dayFirst, ...monthFirst]
    .map(({ day, month, year, index }) => ({
      at: inYear(year ? Number(year) : null, { month: monthOf(month ?? ""), day: Number(day) }, today),
      index,
    }))
    .filter(isDay);
}

function weekdays(text: string, today: number): Found[] {
  return WEEKDAYS.flatMap((names, weekday) => {
    const match = new RegExp(`\\b(?:${names.join("|")})\\b`).exec(text);
    if (!match) return [];
    const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7 || 7;
    return [{ at: today + ahead * DAY_MS, index: match.index }];
  });
}

const isDay = ({ at }: Found): boolean => !Number.isNaN(at);

/** Without a year: the one in which the day comes next, with a month of grace for answers that arrive late. */
function inYear(year: number | null, { month, day }: { month: number; day: number }, today: number): number {
  if (year !== null) return dayOf(year, month, day);
  const thisYear = dayOf(new Date(today).getUTCFullYear(), month, day);
  return thisYear < today - 30 * DAY_MS ? dayOf(new Date(today).getUTCFullYear() + 1, month, day) : thisYear;
}

function dayOf(year: number, month: number, day: number): number {
  const at = Date.UTC(year, month, day);
  const date = new Date(at);
  return month >= 0 && month <= 11 && date.getUTCMonth() === month && date.getUTCDate() === day ? at : Number.NaN;
}
