import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { guessMapping, resolveMapping } from "./column-mapping";
import type { Encoding } from "./decode-csv";
import { parseCsv } from "./parse-csv";
import { readLeadRow } from "./read-lead-row";
import type { CsvRow, CsvTable } from "./parse-csv";
import { KEPT_ERRORS, type ColumnTarget, type PreviewLeads, type RowError } from "./schemas";

const SHOWN_ROWS = 10;
const SHOWN_CHARACTERS = 200;

export type CsvPreview = {
  /** How the file was read: UTF-8, UTF-16, or Windows-1252 as Excel saves it. */
  encoding: Encoding;
  headers: string[];
  mapping: Record<string, ColumnTarget>;
  rows: { row: number; cells: string[] }[];
  total: number;
  /** Rows with an error under this mapping; `errors` keeps the first 200. */
  refused: number;
  /** People who opted out, bounced or replied in the tool that the file comes from: imported, and not emailed. */
  stopped: number;
  /** Addresses that wait for a confirmation: of a role, mistyped or guessed. */
  held: number;
  errors: RowError[];
  /** Why nothing can be imported with this mapping yet; null when it can. */
  problem: string | null;
};

const shorten = ({ row, cells }: CsvRow): CsvRow => ({
  row,
  cells: cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)),
});

function checkMapping(
  table: CsvTable,
  input: PreviewLeads,
): { targets: ColumnTarget[] | null; problem: string | null } {
  try {
    return { targets: resolveMapping(table, input.mapping), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { targets: null, problem: error.message };
  }
}

/** A preview of the import that changes nothing: columns, the guessed or given mapping, first rows, errors. */
export async function previewCsv(ctx: WorkspaceCtx, input: PreviewLeads): Promise<CsvPreview> {
  requirePermission(ctx, "leads.write");
  const table = await parseCsv(input.file.bytes);
  const { headers, rows, encoding } = table;
  const { targets, problem } = checkMapping(table, input);
  const shown = targets ?? guessed(table, input);
  const read = targets ? rows.map((row) => readLeadRow(row, { headers, targets })) : [];
  const refused = read.flatMap((row) => ("errors" in row ? [row.errors] : []));
  const leads = read.flatMap((row) => ("lead" in row ? [row.lead] : []));
  return {
    encoding,
    headers,
    mapping: Object.fromEntries(headers.map((header, index) => [header, shown[index] ?? "custom"])),
    rows: rows.slice(0, SHOWN_ROWS).map(shorten),
    total: rows.length,
    refused: refused.length,
    stopped: leads.filter(({ elsewhere }) => elsewhere !== null).length,
    held: leads.filter(({ held_for, elsewhere }) => held_for !== null && elsewhere === null).length,
    errors: refused.flat().slice(0, KEPT_ERRORS),
    problem,
  };
}

/** The columns that are known stay known, also while one is missing. */
function guessed({ headers, rows }: CsvTable, { mapping }: PreviewLeads): ColumnTarget[] {
  const guess = guessMapping(
    headers,
    rows.map(({ cells }) => cells),
  );
  return headers.map((header, index) => (mapping ? (mapping[header] ?? "custom") : (guess[index] ?? "custom")));
}
