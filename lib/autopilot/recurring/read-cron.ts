import { CronExpressionParser, type CronFieldCollection } from "cron-parser";

const DAY = 86_400_000;
const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ["@hourly", "0 * * * *"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@weekly", "0 0 * * 0"],
  ["@monthly", "0 0 1 * *"],
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
]);
const FIELDS = ["minute", "hour", "day of the month", "month", "day of the week"] as const;
/** A cron expression says nothing else: numbers, names, `*`, `?`, `,`, `-`, `/`, `L` and `#`. */
const FIELD = /^[\dA-Z*?,\-/#]+$/i;

export type Cron = {
  /** Minutes since midnight, ascending. */
  times: readonly number[];
  /** Minute and hour are numbers, lists or ranges: fixed times of day rather than a distance. */
  isFixed: boolean;
  /** Whether it fires on the day that begins at this midnight, given in UTC. */
  isOn: (midnight: Date) => boolean;
};

/** An expression that cannot be read, and the field that is wrong. */
export class CronProblem extends Error {}

/** The five fields of an expression, nicknames written out. */
export function fieldsOf(expression: string): string[] {
  const written = expression.trim();
  const fields = (NICKNAMES.get(written.toLowerCase()) ?? written).split(/\s+/).filter((field) => field !== "");
  if (written.startsWith("@") && fields.length !== 5)
    throw new CronProblem(`${written} is not known. Use one of ${[...NICKNAMES.keys()].join(", ")}.`);
  if (fields.length !== 5)
    throw new CronProblem(
      `needs five fields (${FIELDS.join(", ")}), and has ${fields.length}. Seconds cannot be given.`,
    );
  fields.forEach((field, index) => {
    if (!FIELD.test(field)) throw new CronProblem(`The ${FIELDS[index]} “${field}” cannot be read.`);
    if (field.split(/[,/-]/).some((part) => part.toUpperCase() === "H"))
      throw new CronProblem(`The ${FIELDS[index]} is “H”, which would be another time at each reading. Name the time.`);
  });
  return fields;
}

const parsed = new Map<string, Cron>();
const MOST_KEPT = 500;

/** Reads an expression; throws {@link CronProblem}. */
export function readCron(expression: string): Cron {
  const known = parsed.get(expression);
  if (known) return known;
  const fields = fieldsOf(expression);
  const cron = compile(fields);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(expression, cron);
  return cron;
}

function compile(fields: string[]): Cron {
  const days = parse(fields);
  const { minute, hour } = days;
  const times = hour.values.flatMap((h) => minute.values.map((m) => h * 60 + m));
  return {
    times: [...new Set(times)].sort((one, other) => one - other),
    isFixed: /^[\d,-]+ [\d,-]+ /.test(fields.join(" ")),
    isOn: (midnight) => isOnDay(days, midnight),
  };
}

/** The parser names no field for some mistakes, so each field is read by itself first. */
function parse(fields: string[]): CronFieldCollection {
  fields.forEach((field, index) => {
    const alone = FIELDS.map((_, other) => (other === index ? field : "*")).join(" ");
    readOr(alone, (why) => `The ${FIELDS[index]} “${field}” cannot be read: ${why}.`);
  });
  return readOr(fields.join(" "), () => "never fires: the months that it names have no such day.");
}

function readOr(expression: string, problem: (why: string) => string): CronFieldCollection {
  try {
    return CronExpressionParser.parse(expression, { tz: "UTC" }).fields;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^Constraint error, /, "") : String(cause);
    throw new CronProblem(problem(why), { cause });
  }
}

type Days = Pick<CronFieldCollection, "dayOfMonth" | "month" | "dayOfWeek">;

/** A day of the month and one of the week, both given, are alternatives, as in every cron. */
function isOnDay({ dayOfMonth, month, dayOfWeek }: Days, midnight: Date): boolean {
  if (!holds(month.values, midnight.getUTCMonth() + 1)) return false;
  const date = midnight.getUTCDate();
  const isLastDay = new Date(midnight.getTime() + DAY).getUTCDate() === 1;
  const byMonth = holds(dayOfMonth.values, date) || (dayOfMonth.hasLastChar && isLastDay);
  const weekday = midnight.getUTCDay();
  const isLastOfKind = new Date(midnight.getTime() + 7 * DAY).getUTCMonth() !== midnight.getUTCMonth();
  const isNth = dayOfWeek.nthDay === 0 || Math.ceil(date / 7) === dayOfWeek.nthDay;
  const byWeek =
    (holds(dayOfWeek.values, weekday) && isNth) ||
    (dayOfWeek.hasLastChar &&
      isLastOfKind &&
      dayOfWeek.values.some((value) => parseInt(String(value)) % 7 === weekday));
  if (dayOfWeek.isWildcard) return byMonth;
  return dayOfMonth.isWildcard ? byWeek : byMonth || byWeek;
}

const holds = (values: readonly (number | string)[], value: number): boolean => values.includes(value);
