import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";

export const newestFirst = (lines: readonly LedgerEntry[]): LedgerEntry[] => lines.toSorted((a, b) => b.id - a.id);

/** The newest `most` lines with one more among them; a stream may repeat a line. */
export const withLine = (lines: LedgerEntry[], line: LedgerEntry, most: number): LedgerEntry[] =>
  lines.some(({ id }) => id === line.id) ? lines : newestFirst([line, ...lines]).slice(0, most);
