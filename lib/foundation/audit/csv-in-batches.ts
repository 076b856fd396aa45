import { BYTE_ORDER_MARK, toCsv } from "@/lib/platform/csv";

const BATCH = 500;

/** Rows as a CSV file for spreadsheets, a batch at a time, the names of the columns first. */
export async function* csvInBatches<Row extends { seq: number }>(
  columns: string[],
  start: number | undefined,
  read: (before: number | undefined, limit: number) => Promise<Row[]>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  let before = start;
  for (let header = true; ; header = false) {
    const rows = await read(before, BATCH);
    yield toCsv(rows, { columns, header });
    if (rows.length < BATCH) return;
    before = rows.at(-1)?.seq;
  }
}
