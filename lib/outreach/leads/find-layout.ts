import { parse } from "csv-parse/sync";
import { isEmailName, isKnownName } from "./column-mapping";
import { readAddresses } from "./read-address";

export type Layout = {
  delimiter: string;
  /** Records before the one with the names of the columns: `sep=`, and notes as LinkedIn writes them. */
  skipped: number;
  /** The first record is a person: the file has no names of columns. */
  headless: boolean;
};

const DELIMITERS = [",", ";", "\t", "|"] as const;
export const RECORD_ENDS = ["\r\n", "\n", "\r"];
const SAMPLE_RECORDS = 60;
const NOTES = 20;
/** Excel's own line about the delimiter. */
const SEP = /^\s*"?sep=(.|\t)"?\s*(?:\r|\n|$)/i;

function recordsOf(sample: string, delimiter: string): string[][] {
  try {
    return parse(sample, {
      delimiter,
      record_delimiter: RECORD_ENDS,
      relax_column_count: true,
      relax_quotes: true,
      to: SAMPLE_RECORDS,
    });
  } catch {
    // A quote that the sample cuts off: what a reader makes of the whole file is for the reader to say.
    const [first = ""] = sample.split(/\r\n|\n|\r/, 1);
    return first.includes('"') ? [] : [first.split(delimiter)];
  }
}

const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== "");
const hasAddress = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.includes("@") && cell.length < 300 && readAddresses(cell) !== null);

/** The record with the names of the columns: the first that names an address, or several things that are known; else the first of all. */
function headerAt(records: readonly string[][]): number {
  const early = records.slice(0, NOTES).map((cells, index) => ({ cells, index }));
  const isHeader = (cells: string[]): boolean => cells.some(isEmailName) && !hasAddress(cells);
  const named = early.find(({ cells }) => isHeader(cells));
  const known = early.find(({ cells }) => cells.filter(isKnownName).length >= 2 && !hasAddress(cells));
  return (named ?? known ?? early.find(({ cells }) => isFilled(cells)))?.index ?? 0;
}

function score(records: readonly string[][]): number {
  const at = headerAt(records);
  const [header = [], ...rows] = records.slice(at).filter(isFilled);
  const even = rows.filter((row) => row.length === header.length).length / Math.max(rows.length, 1);
  const names = header.filter(isKnownName).length;
  const reads = header.some(isEmailName) || rows.some(hasAddress) ? 1 : 0;
  return header.length < 2
    ? reads
    : 1 + reads * 4 + even * 2 + Math.min(names, 5) / 5 + Math.min(header.length, 50) / 1_000;
}

/** How a file is laid out, told by all of its first rows: a header alone may use another sign more often than the delimiter. */
export function findLayout(sample: string): Layout {
  const [, given] = SEP.exec(sample) ?? [];
  const body = given === undefined ? sample : sample.replace(/^[^\r\n]*(?:\r\n|\n|\r)?/, "");
  const [best = ","] =
    given === undefined
      ? DELIMITERS.toSorted((a, b) => score(recordsOf(body, b)) - score(recordsOf(body, a)))
      : [given];
  const records = recordsOf(body, best);
  const skipped = headerAt(records);
  const header = records[skipped] ?? [];
  return {
    delimiter: best,
    skipped: skipped + (given === undefined ? 0 : 1),
    headless: hasAddress(header) && !header.some(isKnownName),
  };
}
