const COUNT = new Intl.NumberFormat("en");
const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const SIGNED = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
const ROUGH = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const POINTS = new Intl.NumberFormat("en", { maximumFractionDigits: 1, signDisplay: "exceptZero" });

export const formatCount = (value: number): string => COUNT.format(value);

/** Large numbers where their size is enough: “362K”. */
export const formatRough = (value: number): string => ROUGH.format(value);

/** A share of a whole, or a dash when there is no whole. */
export const formatShare = (part: number, whole: number): string => (whole === 0 ? "–" : PERCENT.format(part / whole));

/** How a number moved against the one before it; null when there was none to compare with. */
export const formatChange = (now: number, before: number): string | null =>
  before === 0 ? null : SIGNED.format((now - before) / before);

/** How a share moved, in percentage points: “+1.5 pts”. */
export const formatPoints = (difference: number): string => `${POINTS.format(difference * 100)} pts`;

const LEAST_USD = 0.0001;

/** Small amounts keep their significant digits, so that a cost is never shown as zero. */
export const formatUsd = (usd: number): string => (usd > 0 && usd < LEAST_USD / 2 ? `<$${LEAST_USD}` : usdOf(usd));

const usdOf = (usd: number): string =>
  new Intl.NumberFormat("en", {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: usd > 0 && usd < 1 ? 4 : 2,
  }).format(usd);

/** Cents of a currency as people write them; a currency nobody knows keeps its code. */
export function formatMoney(cents: number, currency: string): string {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(cents / 10 ** digits);
}

/** A duration in words: “850 ms”, “3.2 s”, “2 min 5 s”. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** “1 company”, “3 companies”. */
export const formatCounted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
