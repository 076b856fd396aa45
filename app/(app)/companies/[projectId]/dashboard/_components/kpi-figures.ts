import { formatChange, formatCount, formatMoney, formatPoints, formatShare } from "@/app/_ui/numbers";
import type { Kpis, KpiValues } from "@/lib/metering/metrics/schemas";

export type Figure = { name: string; value: string; note: string };
type Period = KpiValues & { previous: KpiValues };

const sinceBefore = (change: string | null): string =>
  change ? `${change} to the period before` : "none in the period before";

/** Without a page view there is no share, and nothing to compare with what it was. */
function conversionNote({ conversion, previous }: Period): string {
  if (previous.conversion === null) return sinceBefore(null);
  if (conversion === null) return `${formatShare(previous.conversion, 1)} in the period before`;
  return sinceBefore(formatPoints(conversion - previous.conversion));
}

/** How the website and the payments did, each beside the period before. */
export function figuresOf(kpis: Period, currency: Kpis["currency"]): Figure[] {
  const counted = (name: string, key: "traffic" | "leads" | "succeeded_payments"): Figure => ({
    name,
    value: formatCount(kpis[key]),
    note: sinceBefore(formatChange(kpis[key], kpis.previous[key])),
  });
  return [
    counted("Page views", "traffic"),
    counted("Leads", "leads"),
    { name: "Leads by page views", value: formatShare(kpis.leads, kpis.traffic), note: conversionNote(kpis) },
    counted("Payments", "succeeded_payments"),
    {
      name: "Received",
      value: currency ? formatMoney(kpis.revenue_cents, currency) : "–",
      note: sinceBefore(formatChange(kpis.revenue_cents, kpis.previous.revenue_cents)),
    },
  ];
}

/** Amounts that no figure includes: other currencies and refunds. */
export function besideFigures({ refunded_cents, other_currencies }: KpiValues, currency: Kpis["currency"]): string {
  const listed = (of: readonly { cents: number; currency: string }[]): string =>
    new Intl.ListFormat("en").format(
      of.filter(({ cents }) => cents > 0).map((one) => formatMoney(one.cents, one.currency)),
    );
  const further = listed(other_currencies.map((other) => ({ ...other, cents: other.revenue_cents })));
  const main = currency ? [{ currency, cents: refunded_cents }] : [];
  const refunded = listed([...main, ...other_currencies.map((other) => ({ ...other, cents: other.refunded_cents }))]);
  return [further && `Also ${further}, which is not added up.`, refunded && `Refunded: ${refunded}.`]
    .filter(Boolean)
    .join(" ");
}
