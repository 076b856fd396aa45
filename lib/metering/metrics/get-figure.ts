import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { addDays, dayIn } from "./days";
import { COUNTED, readFigureName, SHARES, type CountedName, type FigureName } from "./figures";
import { selectDailyOutreach } from "./store-figures";
import { selectDailyKpis } from "./store-kpis";

const DAYS = 60;

export type FigureRow = { day: string; values: number[] };
export type FigureWindow = { label: string; from: string; to: string; value: number | null };
/** A number with everything that it is made of: `unit` is `count`, `percent` or a currency, one column for each number that goes into it. */
export type OpenedFigure = {
  name: FigureName;
  label: string;
  definition: string;
  unit: string;
  columns: string[];
  windows: FigureWindow[];
  rows: FigureRow[];
};

type Daily = { days: ReadonlyMap<string, number>; currency: string | null };

/**
 * Opens a number that a text named, by its reference: its definition, its value in each window, and the days that it is the sum of, the
 * newest first. Its values are null where nothing was counted in all 60 days. 404 `figure.not_found`.
 */
export async function getFigure(
  ctx: WorkspaceCtx,
  { projectId, reference }: { projectId: string; reference: string },
): Promise<OpenedFigure> {
  requirePermission(ctx, "metrics.read");
  const name = readFigureName(reference);
  if (name === null) throw new AppError("not_found", "There is no such number.", { code: "figure.not_found" });
  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const today = dayIn(await findTimeZone(tx), tx.now());
    const parts = partsOf(name);
    const read: Daily[] = [];
    for (const part of parts) read.push(await readDays(tx, { projectId, today, part }));
    const days = read.map((each) => each.days);
    const { label, definition } = name in SHARES ? SHARES[name as keyof typeof SHARES] : COUNTED[name as CountedName];
    return {
      name,
      label,
      definition,
      unit: parts.length > 1 ? "percent" : (read[0]?.currency ?? "count"),
      columns: parts.map((part) => COUNTED[part].label),
      windows: windowsOf(days, today),
      rows: rowsOf(days),
    };
  });
}

const partsOf = (name: FigureName): CountedName[] => {
  if (!(name in SHARES)) return [name as CountedName];
  const { part, whole } = SHARES[name as keyof typeof SHARES];
  return [part, whole];
};

async function readDays(
  tx: TxCtx,
  { projectId, today, part }: { projectId: string; today: string; part: CountedName },
): Promise<Daily> {
  const { source, of } = COUNTED[part];
  const range = { projectId, start: addDays(today, 1 - DAYS), end: today };
  if (source === "outreach") {
    const days = await selectDailyOutreach(tx, range);
    return { days: new Map(days.map((row) => [row.day, row[of as keyof Omit<typeof row, "day">]])), currency: null };
  }
  const rows = await selectDailyKpis(tx, { ...range, names: [of] });
  const isMoney = "money" in COUNTED[part];
  const counts = new Map<string, number>();
  for (const { currency, events } of rows) counts.set(currency, (counts.get(currency) ?? 0) + events);
  const [main] = [...counts].toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const days = new Map<string, number>();
  for (const { day, events, currency, amountCents } of rows) {
    if (isMoney && currency !== main?.[0]) continue;
    days.set(day, (days.get(day) ?? 0) + (isMoney ? amountCents / 100 : events));
  }
  return { days, currency: isMoney ? main?.[0] || "USD" : null };
}

function windowsOf(days: readonly ReadonlyMap<string, number>[], today: string): FigureWindow[] {
  const isSeen = days.some((part) => part.size > 0);
  return [
    ["Last 7 days", 7, 0],
    ["7 days before", 7, 7],
    ["Last 30 days", 30, 0],
    ["30 days before", 30, 30],
  ].map(([label, length, ago]) => {
    const to = addDays(today, -Number(ago));
    const from = addDays(to, 1 - Number(length));
    const [part = 0, whole] = days.map((each) => sumOf(each, { from, to }));
    const value = whole === undefined ? part : whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
    return { label: String(label), from, to, value: isSeen ? value : null };
  });
}

const sumOf = (days: ReadonlyMap<string, number>, { from, to }: { from: string; to: string }): number =>
  [...days].reduce((sum, [day, value]) => (day >= from && day <= to ? sum + value : sum), 0);

function rowsOf(days: readonly ReadonlyMap<string, number>[]): FigureRow[] {
  const all = [...new Set(days.flatMap((part) => [...part.keys()]))].toSorted().toReversed();
  return all
    .map((day) => ({ day, values: days.map((part) => part.get(day) ?? 0) }))
    .filter(({ values }) => values.some((value) => value !== 0));
}
