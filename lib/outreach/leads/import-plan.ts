import { newId } from "@/lib/platform/ids";
import { resolveMapping, SAMPLE_ROWS } from "./column-mapping";
import { scanCsv } from "./parse-csv";
import type { ColumnMapping, ColumnTarget, ImportLeads } from "./schemas";
import type { NewImport } from "./store-imports";

export type Columns = { headers: string[]; targets: ColumnTarget[] };

/** The name as the ledger shows it: no folders, no control characters. */
const shownName = (name: string): string =>
  name.split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, "").trim().slice(0, 200) || "file.csv";

/** Where each column goes and how many rows there are. Reads the whole file, so that one that is refused has changed nothing. */
export async function readColumns(bytes: Uint8Array, mapping?: ColumnMapping): Promise<Columns & { total: number }> {
  const { headers, rows, total } = await scanCsv(bytes, SAMPLE_ROWS);
  return { headers, targets: resolveMapping({ headers, rows }, mapping), total };
}

export const newImport = ({ file, import_id }: ImportLeads, total: number): NewImport => ({
  importId: import_id ?? newId(),
  fileName: shownName(file.name),
  total,
});
