export type Row = {
  name: string;
  measured: string;
  compared: string;
  ratio: number | null;
  limit: string;
  ok: boolean;
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - ((sorted.length + 1) % 2)], sorted[middle]];
  return (low + high) / 2;
}

/** The value that a share of the sorted values does not exceed. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

export async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** A figure without a limit is only measured. */
export function verdict({ limit, ok }: Row): string {
  if (limit === "") return "";
  return ok ? "ok" : "**missed**";
}

/** The rows as a table of plain text. */
export function table(rows: readonly Row[]): string {
  const head = ["", "measured", "compared with", "ratio", "limit", ""];
  const lines = rows.map((row) => [
    row.name,
    row.measured,
    row.compared,
    row.ratio === null ? "" : row.ratio.toFixed(2),
    row.limit,
    verdict(row),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
