import { AppError } from "@/lib/platform/errors";
import { COLUMN_NAMES } from "./column-names";
import { fileError } from "./decode-csv";
import { readAddresses } from "./read-address";
import { NAMED_TARGETS, ONCE, type ColumnMapping, type ColumnTarget, type NamedTarget } from "./schemas";
import { isStatusColumn, letters } from "./status-elsewhere";

/** Cells of each column that a guess looks at. */
export const SAMPLE_ROWS = 200;

const RANKS = new Map<string, { target: NamedTarget; rank: number }>(
  NAMED_TARGETS.flatMap((target) =>
    COLUMN_NAMES[target].split(/\s+/).map((name, rank) => [name, { target, rank }] as const),
  ),
);

type Column = { header: string; cells: readonly string[]; addresses: number; filled: number };

function columnsOf(headers: readonly string[], rows: readonly (readonly string[])[]): Column[] {
  return headers.map((header, index) => {
    const cells = rows.slice(0, SAMPLE_ROWS).map((row) => row[index]?.trim() ?? "");
    const filled = cells.filter((cell) => cell !== "").length;
    return {
      header,
      cells,
      filled,
      addresses: cells.filter((cell) => cell.includes("@") && readAddresses(cell)).length,
    };
  });
}

/** Whether a header is the name of a column that is known, above all of the one with the address. */
export const isKnownName = (header: string): boolean => RANKS.has(letters(header)) || isStatusColumn(header);
export const isEmailName = (header: string): boolean => RANKS.get(letters(header))?.target === "email";

/** The column with the address: by its name, and if several have one, by the most addresses; else the one whose cells are addresses. */
function emailColumn(columns: readonly Column[]): number {
  const best = (candidates: number[]): number =>
    candidates.toSorted((a, b) => (columns[b]?.addresses ?? 0) - (columns[a]?.addresses ?? 0))[0] ?? -1;
  const all = columns.map((_, index) => index);
  const named = best(all.filter((index) => isEmailName(columns[index]?.header ?? "")));
  const byCells = best(
    all.filter((index) => {
      const { addresses = 0, filled = 0 } = columns[index] ?? {};
      return addresses > 0 && addresses * 2 >= filled;
    }),
  );
  return named >= 0 && (byCells < 0 || (columns[named]?.addresses ?? 0) > 0) ? named : byCells >= 0 ? byCells : named;
}

const isLinkedIn = ({ cells, filled }: Column): boolean =>
  filled > 0 && cells.filter((cell) => /linkedin\.com\/(in|sales|pub)\b/i.test(cell)).length * 2 >= filled;

function targetOf(column: Column): { target: ColumnTarget; rank: number } {
  const found = RANKS.get(letters(column.header));
  if (found?.target === "email") return { target: "custom", rank: 0 };
  if (isLinkedIn(column)) return { target: "linkedin", rank: 0 };
  // A status column may be called by a name that means something else where its cells are prose.
  if (!found && isStatusColumn(column.header)) return { target: "outreach_status", rank: 0 };
  return found ?? { target: "custom", rank: 0 };
}

/** A target for each column by itself, by its name and its cells: the best name for a field gets it, every other goes to `custom`. */
export function guessMapping(headers: readonly string[], rows: readonly (readonly string[])[] = []): ColumnTarget[] {
  const columns = columnsOf(headers, rows);
  const email = emailColumn(columns);
  const guesses = columns.map((column, index) =>
    index === email ? { target: "email" as const, rank: 0 } : targetOf(column),
  );
  const isEmpty = (index: number): boolean => rows.length > 0 && columns[index]?.filled === 0;
  return guesses.map(({ target, rank }, index) => {
    if (!ONCE.some((once) => once === target)) return target;
    const better = guesses.some((other, at) => {
      if (at === index || other.target !== target) return false;
      if (isEmpty(at) !== isEmpty(index)) return isEmpty(index);
      return other.rank < rank || (other.rank === rank && at < index);
    });
    return better ? "custom" : target;
  });
}

const wrongMapping = (message: string): AppError =>
  new AppError("invalid", message, { code: "lead_mapping.invalid", details: { field: "mapping" } });

function applyMapping(headers: readonly string[], mapping: ColumnMapping): ColumnTarget[] {
  const given = new Map(
    Object.entries(mapping).map(([header, target]) => [header.replace(/\s+/g, " ").trim(), target]),
  );
  const stranger = [...given.keys()].find((header) => !headers.includes(header));
  if (stranger !== undefined)
    throw wrongMapping(`mapping names the column “${stranger.slice(0, 100)}”, which the file does not have.`);
  return headers.map((header) => given.get(header) ?? "custom");
}

type Table = { headers: readonly string[]; rows: readonly { cells: readonly string[] }[] };

/** The target of each column, given or guessed; throws when two columns claim a field or none holds the email. */
export function resolveMapping({ headers, rows }: Table, mapping?: ColumnMapping): ColumnTarget[] {
  const cells = rows.slice(0, SAMPLE_ROWS).map((row) => row.cells);
  const targets = mapping ? applyMapping(headers, mapping) : guessMapping(headers, cells);
  for (const field of ONCE) {
    const columns = headers.filter((_, index) => targets[index] === field);
    if (columns.length > 1)
      throw wrongMapping(`The columns “${columns.join("” and “")}” both go to ${field}. Choose one of them.`);
  }
  if (targets.includes("email")) return targets;
  const names = headers.slice(0, 10).join(", ");
  throw fileError(
    "email_column_missing",
    `No column holds the email address. Say which one does; the file has: ${names}${headers.length > 10 ? ", …" : ""}.`,
  );
}
