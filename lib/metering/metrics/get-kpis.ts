import { findTimeZone } from "@/lib/company/profile/find-time-zone";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { getProject } from "@/lib/company/projects/get-project";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { addDays, dayIn } from "./days";
import type { Kpis, KpiValues } from "./schemas";
import { selectDailyKpis, type DailyKpi } from "./store-kpis";

const COUNTED = {
  traffic: "pageview",
  leads: "lead",
  paid: "payment.succeeded",
  refunded: "payment.refunded",
} as const;

/**
 * How a company does: its website's traffic and leads and its payments over the last 7 and 30 days up to today in the workspace's time
 * zone, each beside the same number of days before. Conversion is leads by page views, null without any. Revenue is what was received,
 * refunds stand beside it; other currencies than the most used one are listed and never added up.
 */
export async function getKpis(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<Kpis> {
  requirePermission(ctx, "metrics.read");

  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const timeZone = await findTimeZone(tx);
    const today = dayIn(timeZone, tx.now());
    const names = Object.values(COUNTED);
    const days = await selectDailyKpis(tx, { projectId, start: addDays(today, -59), end: today, names });
    const currency = mainCurrency(days);
    const over = (length: number, endingDaysAgo: number): KpiValues => {
      const [end, start] = [addDays(today, -endingDaysAgo), addDays(today, 1 - endingDaysAgo - length)];
      return toValues(
        days.filter(({ day }) => day >= start && day <= end),
        currency,
      );
    };
    return {
      last_7_days: { ...over(7, 0), previous: over(7, 7) },
      last_30_days: { ...over(30, 0), previous: over(30, 30) },
      currency,
      time_zone: timeZone,
      as_of: tx.now().toISOString(),
    };
  });
}

function toValues(days: readonly DailyKpi[], currency: string | null): KpiValues {
  const of = (name: string): DailyKpi[] => days.filter((day) => day.name === name);
  const events = (name: string): number => of(name).reduce((sum, day) => sum + day.events, 0);
  const cents = (name: string, wanted: string | null): number =>
    of(name)
      .filter((day) => day.currency === wanted)
      .reduce((sum, day) => sum + day.amountCents, 0);
  const [traffic, leads] = [events(COUNTED.traffic), events(COUNTED.leads)];
  const others = new Set([...of(COUNTED.paid), ...of(COUNTED.refunded)].map((day) => day.currency));
  others.delete(currency ?? "");
  return {
    traffic,
    leads,
    conversion: traffic === 0 ? null : leads / traffic,
    succeeded_payments: events(COUNTED.paid),
    revenue_cents: cents(COUNTED.paid, currency),
    refunded_cents: cents(COUNTED.refunded, currency),
    other_currencies: [...others].toSorted().map((other) => ({
      currency: other,
      revenue_cents: cents(COUNTED.paid, other),
      refunded_cents: cents(COUNTED.refunded, other),
    })),
  };
}

/** The currency most payments of the last 60 days came in; of equals the first of the alphabet, so that it does not change by itself. */
function mainCurrency(days: readonly DailyKpi[]): string | null {
  const payments = new Map<string, number>();
  for (const { name, currency, events } of days) {
    if (name !== COUNTED.paid && name !== COUNTED.refunded) continue;
    payments.set(currency, (payments.get(currency) ?? 0) + (name === COUNTED.paid ? events : 0));
  }
  const [main] = [...payments].toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return main?.[0] ?? null;
}
