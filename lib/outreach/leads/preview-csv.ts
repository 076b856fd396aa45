import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { resolveMapping } from "./column-mapping";
import { parseCsv } from "./parse-csv";
import { readLeadRow } from "./read-lead-row";
import type { CsvRow } from "./parse-csv";
import type { ColumnTarget, PreviewLeads, RowError } from "./schemas";

const SHOWN_ROWS = 10;
const SHOWN_CHARACTERS = 200;
export const KEPT_ERRORS = 200;

export type CsvPreview = {
  headers: string[];
  mapping: Record<string, ColumnTarget>;
  rows: { row: number; cells: string[] }[];
  total: number;
  /** Rows with an error under this mapping; `errors` keeps the first 200. */
  refused: number;
  errors: RowError[];
  /** Why nothing can be imported with this mapping yet; null when it can. */
  problem: string | null;
};

const shorten = ({ row, cells }: CsvRow): CsvRow => ({
  row,
  cells: cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)),
});

function checkMapping(
  headers: string[],
  input: PreviewLeads,
): { targets: ColumnTarget[] | null; problem: string | null } {
  try {
    return { targets: resolveMapping(headers, input.mapping), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { targets: null, problem: error.message };
  }
}

/** A preview of the import that changes nothing: columns, the guessed or given mapping, first rows, errors. */
export async function previewCsv(ctx: WorkspaceCtx, input: PreviewLeads): Promise<CsvPreview> {
  requirePermission(ctx, "leads.write");
  const { headers, rows } = await parseCsv(input.file.bytes);
  const { targets, problem } = checkMapping(headers, input);
  const shown = targets ?? headers.map((header) => input.mapping?.[header] ?? ("custom" as const));
  const refused = targets ? rows.flatMap((row) => errorsOf(row, headers, targets)) : [];
  return {
    headers,
    mapping: Object.fromEntries(headers.map((header, index) => [header, shown[index] ?? "custom"])),
    rows: rows.slice(0, SHOWN_ROWS).map(shorten),
    total: rows.length,
    refused: refused.length,
    errors: refused.flat().slice(0, KEPT_ERRORS),
    problem,
  };
}

function errorsOf(row: CsvRow, headers: string[], targets: ColumnTarget[]): RowError[][] {
  const read = readLeadRow(row, { headers, targets });
  return "errors" in read ? [read.errors] : [];
}
