// The build that browsers can run as well: the dashboard writes its file there.
import { stringify } from "csv-stringify/browser/esm/sync";

/** Stands first in every CSV that we write: without it Excel takes UTF-8 for another encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";

type Column = { key: string; header: string };

/**
 * Rows as CSV (RFC 4180), without the byte order mark. A cell that a spreadsheet would run as a formula is neutralised; a value that is
 * neither text nor number stands as JSON.
 */
export const toCsv = (
  rows: readonly object[],
  { columns, header = true }: { columns: readonly (string | Column)[]; header?: boolean },
): string =>
  stringify([...rows], { columns: [...columns], header, escape_formulas: true, record_delimiter: "windows" });
