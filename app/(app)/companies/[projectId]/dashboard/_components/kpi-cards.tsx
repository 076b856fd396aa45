import { Card, Group, SimpleGrid, Text, VisuallyHidden } from "@mantine/core";
import { formatChange, formatCount, formatShare, formatUsd } from "@/app/_ui/numbers";
import { Sparkline } from "@/app/_ui/sparkline";
import { peopleContacted } from "./people-contacted";
import type { DashboardAggregate, DayStats } from "@/lib/metering/metrics/schemas";

type Totals = DashboardAggregate["summary"]["previous"];
type Kpi = {
  name: string;
  value: (totals: Totals) => string;
  change: (now: Totals, before: Totals) => string | null;
  note: (now: Totals) => string;
  ofDay: (day: DayStats) => number;
  /** Whether more is better, less is better, or neither. */
  wanted: "more" | "less" | "any";
};

type Counted = "sends" | "replies" | "opt_outs" | "bounces";

const counted = (name: string, key: Counted, more: Pick<Kpi, "note" | "wanted">): Kpi => ({
  name,
  value: (totals) => formatCount(totals[key]),
  change: (now, before) => formatChange(now[key], before[key]),
  ofDay: (day) => day[key],
  ...more,
});
const shareOfSends =
  (key: Counted) =>
  (now: Totals): string =>
    now.sends === 0 ? "no sends yet" : `${formatShare(now[key], now.sends)} of sends`;

const KPIS: readonly Kpi[] = [
  counted("Emails sent", "sends", { note: () => "in this period", wanted: "more" }),
  counted("Replies", "replies", { note: () => "in this period", wanted: "more" }),
  counted("Opt-outs", "opt_outs", { note: shareOfSends("opt_outs"), wanted: "less" }),
  counted("Bounces", "bounces", { note: shareOfSends("bounces"), wanted: "less" }),
  {
    name: "Model cost",
    value: ({ cost_usd }) => formatUsd(cost_usd),
    change: (now, before) => formatChange(now.cost_usd, before.cost_usd),
    note: () => "drafts and research",
    ofDay: ({ cost_usd }) => cost_usd,
    wanted: "any",
  },
];

/** Green is good and red is not, whichever way the number went; the sign says the way. */
function colorOf(change: string, wanted: Kpi["wanted"]): string {
  if (wanted === "any" || !/^[+-]/.test(change)) return "dimmed";
  const better = change.startsWith("+") === (wanted === "more");
  return better ? "var(--mantine-color-green-light-color)" : "var(--mantine-color-error)";
}

type Props = Pick<DashboardAggregate, "summary" | "timeseries" | "step_breakdown">;

export function KpiCards({ summary, timeseries, step_breakdown }: Props) {
  const { previous } = summary;
  const contacted = peopleContacted(summary.sends, step_breakdown);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="md" role="region" aria-label="Key figures">
      <Card padding="md" data-kpi="Reply rate" style={{ minHeight: 138 }}>
        <Text size="sm" c="dimmed">
          Reply rate
        </Text>
        <Text fz={28} fw={600} lh={1.1} mt={4} className="numbers">
          {formatShare(summary.replies, contacted)}
        </Text>
        <Text size="xs" c="dimmed" mt={6} className="numbers">
          replies per person contacted ({formatCount(contacted)})
        </Text>
      </Card>
      {KPIS.map(({ name, value, change: changeOf, note, ofDay, wanted }) => {
        const change = changeOf(summary, previous);
        return (
          <Card key={name} padding="md" data-kpi={name} style={{ minHeight: 138 }}>
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <Text fz={28} fw={600} lh={1.1} mt={4} className="numbers">
              {value(summary)}
            </Text>
            <Group gap={6} mt={6} mb="sm" align="baseline">
              {change === null ? (
                <Text size="xs" c="dimmed">
                  {note(summary)}
                </Text>
              ) : (
                <>
                  <Text size="xs" fw={550} c={colorOf(change, wanted)} className="numbers">
                    {change}
                  </Text>
                  <Text size="xs" c="dimmed" className="numbers">
                    from {value(previous)}
                    <VisuallyHidden> in the period before</VisuallyHidden>
                  </Text>
                </>
              )}
            </Group>
            <div style={{ marginTop: "auto" }}>
              <Sparkline values={timeseries.map(ofDay)} color="var(--mantine-color-green-6)" />
            </div>
          </Card>
        );
      })}
    </SimpleGrid>
  );
}
