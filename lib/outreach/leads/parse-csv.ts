import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { decodeCsv, fileError, type Encoding } from "./decode-csv";
import { findLayout, RECORD_ENDS } from "./find-layout";

export const MAX_ROWS = 50_000;
const MAX_LINES = 100_000;
const MAX_COLUMNS = 100;
const SLICE = 64 * 1024;

/** A row with its number as a spreadsheet shows it: the header is row 1, empty rows count. */
export type CsvRow = { row: number; cells: string[] };
export type CsvTable = { headers: string[]; rows: CsvRow[]; encoding: Encoding };

/** Lets other requests run between slices: a file of 30 MiB takes over a second to parse. */
async function* slices(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += SLICE) {
    yield bytes.subarray(start, start + SLICE);
    await setImmediate();
  }
}

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));

/** Trimmed, never empty, no two alike. */
function nameColumns(cells: string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.replace(/\s+/g, " ").trim() || `Column ${letters(index)}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function assertHeader(headers: string[]): void {
  if (headers.length > MAX_COLUMNS) {
    throw fileError(
      "too_many_columns",
      `The file has ${headers.length} columns; at most ${MAX_COLUMNS} are read. Delete those you do not need.`,
    );
  }
  const bad = headers.find((header) => header.length > 200 || header.includes("\0"));
  if (bad === undefined) return;
  throw fileError(
    "header",
    `The column name “${bad.slice(0, 40).replaceAll("\0", "")}…” holds a NUL character or more than 200 characters.`,
  );
}

function unreadable(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === "number" ? error.lines : undefined;
  if (error.code !== "CSV_QUOTE_NOT_CLOSED")
    return fileError("unreadable", `The file is not a CSV file we can read: ${error.message}.`);
  return fileError(
    "quote",
    `A cell that opens with a quote${line ? ` on line ${line}` : ""} is never closed. Close it or remove the quote.`,
  );
}

const tooManyLines = (): Error =>
  fileError(
    "too_many_lines",
    `The file has more than ${MAX_LINES.toLocaleString("en-US")} lines. Delete the empty ones, or split it.`,
  );
const tooManyRows = (): Error =>
  fileError(
    "too_many_rows",
    `The file has more than ${MAX_ROWS.toLocaleString("en-US")} rows. Split it into smaller files.`,
  );

type Take = (row: CsvRow) => void | Promise<void>;
type Shape = { headers: string[] | undefined; total: number; encoding: Encoding };

async function readText(text: Buffer, take: Take): Promise<Omit<Shape, "encoding">> {
  const { delimiter, skipped, headless } = findLayout(text.subarray(0, SLICE).toString());
  const options = { delimiter, record_delimiter: RECORD_ENDS, max_record_size: 0 };
  const parser = parse({ ...options, relax_column_count: true, relax_quotes: true });
  let headers: string[] | undefined;
  let row = 0;
  let total = 0;
  for await (const cells of Readable.from(slices(text)).compose(parser) as AsyncIterable<string[]>) {
    row += 1;
    if (row > MAX_LINES) throw tooManyLines();
    if (row <= skipped || cells.every((cell) => cell.trim() === "")) continue;
    if (!headers) {
      headers = nameColumns(headless ? cells.map(() => "") : cells);
      assertHeader(headers);
      if (!headless) continue;
    }
    total += 1;
    if (total > MAX_ROWS) throw tooManyRows();
    await take({ row, cells });
  }
  return { headers, total };
}

async function readRows(file: Uint8Array, take: Take): Promise<Shape> {
  const { text, encoding } = decodeCsv(file);
  try {
    return { ...(await readText(text, take)), encoding };
  } catch (error) {
    throw unreadable(error);
  }
}

function namesOf({ headers, total }: Shape, headerOnly: boolean): string[] {
  if (!headers) throw fileError("empty", "The file is empty. Choose a CSV file with a header row and one lead a row.");
  if (total === 0 && !headerOnly) throw fileError("header_only", "The file holds a header row and no leads below it.");
  return headers;
}

/**
 * Reads a CSV file whole: UTF-8, UTF-16 or Windows-1252; delimiter `,` `;` `|` or tab, by what all the first rows show or `sep=` says; any
 * mixture of line ends; notes above the names of the columns; at most 100 columns, 50,000 rows and 100,000 lines. Rows are numbered as a
 * spreadsheet does. With `headerOnly` a file of one row is read too. Throws `lead_file.*`.
 */
export async function parseCsv(file: Uint8Array, { headerOnly = false } = {}): Promise<CsvTable> {
  const rows: CsvRow[] = [];
  const shape = await readRows(file, (row) => void rows.push(row));
  return { headers: namesOf(shape, headerOnly), rows, encoding: shape.encoding };
}

/** Checks a file as `parseCsv` does and keeps only its first rows: its columns, those rows and how many there are in all. */
export async function scanCsv(file: Uint8Array, keep: number): Promise<Omit<CsvTable, "encoding"> & { total: number }> {
  const rows: CsvRow[] = [];
  const shape = await readRows(file, (row) => void (rows.length < keep && rows.push(row)));
  return { headers: namesOf(shape, false), rows, total: shape.total };
}

/** Hands over one row after the other, each once the one before is done with, and keeps none. */
export async function eachCsvRow(file: Uint8Array, take: Take): Promise<void> {
  await readRows(file, take);
}
