import { stringify } from "csv-stringify/sync";

const BATCH = 500;

/**
 * Rows as CSV (RFC 4180), a batch at a time, the names of the columns first. A cell that a spreadsheet would run as a formula is
 * neutralised; what is no text stands as JSON.
 */
export async function* csvInBatches<Row extends { seq: number }>(
  columns: string[],
  start: number | undefined,
  read: (before: number | undefined, limit: number) => Promise<Row[]>,
): AsyncGenerator<string> {
  let before = start;
  let header = true;
  for (;;) {
    const rows = await read(before, BATCH);
    yield stringify(rows, { columns, header, escape_formulas: true, record_delimiter: "windows" });
    if (rows.length < BATCH) return;
    before = rows.at(-1)?.seq;
    header = false;
  }
}
