import { createHash } from "node:crypto";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { ExportedTable } from "./exported-tables";
import type { Manifest } from "./schemas";
import { closeRows, fetchRows, openRows, type Company } from "./store-rows";

const ROWS_A_FETCH = 200;
const PART_BYTES = 4 * 1024 * 1024;

/** Takes a part of a table: lines of JSON, each ended by a line feed. */
export type Part = (path: string, bytes: Buffer) => Promise<void>;
export type Writing = { company: Company; part: Part; signal: AbortSignal };
export type TableFacts = Manifest["tables"][number];

/** Hands over one table in parts of a few megabytes, and answers how many rows it has and the sha256 of its lines. */
export async function writeTable(tx: ServiceTx, exported: ExportedTable, writing: Writing): Promise<TableFacts> {
  const { company, part, signal } = writing;
  const hash = createHash("sha256");
  const state = { rows: 0, parts: 0, lines: [] as Buffer[], size: 0 };
  const flush = async (): Promise<void> => {
    if (state.size === 0) return;
    state.parts += 1;
    await part(`tables/${exported.table}/${String(state.parts).padStart(6, "0")}.jsonl`, Buffer.concat(state.lines));
    [state.lines, state.size] = [[], 0];
  };
  await openRows(tx, exported, company);
  for (;;) {
    signal.throwIfAborted();
    const lines = await fetchRows(tx, ROWS_A_FETCH);
    if (lines.length === 0) break;
    for (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      hash.update(bytes);
      state.rows += 1;
      state.lines.push(bytes);
      state.size += bytes.length;
      if (state.size >= PART_BYTES) await flush();
    }
  }
  await flush();
  await closeRows(tx);
  return { table: exported.table, rows: state.rows, sha256: hash.digest("hex") };
}
