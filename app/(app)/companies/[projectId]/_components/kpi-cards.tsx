import { Card, Group, SimpleGrid, Text } from "@mantine/core";
import { formatChange, formatCount, formatShare, formatUsd } from "@/app/_ui/numbers";
import type { DashboardAggregate } from "@/lib/metrics/schemas";

type Summary = DashboardAggregate["summary"];
type Kpi = { name: string; value: string; note: string; change: string | null };

const shareOfSends = (part: number, sends: number): string =>
  sends === 0 ? "no sends yet" : `${formatShare(part, sends)} of sends`;

function kpisOf(summary: Summary): Kpi[] {
  const { previous, sends } = summary;
  return [
    {
      name: "Emails sent",
      value: formatCount(sends),
      note: "in this period",
      change: formatChange(sends, previous.sends),
    },
    {
      name: "Replies",
      value: formatCount(summary.replies),
      note: shareOfSends(summary.replies, sends),
      change: formatChange(summary.replies, previous.replies),
    },
    {
      name: "Opt-outs",
      value: formatCount(summary.opt_outs),
      note: shareOfSends(summary.opt_outs, sends),
      change: formatChange(summary.opt_outs, previous.opt_outs),
    },
    {
      name: "Bounces",
      value: formatCount(summary.bounces),
      note: shareOfSends(summary.bounces, sends),
      change: formatChange(summary.bounces, previous.bounces),
    },
    {
      name: "Model cost",
      value: formatUsd(summary.cost_usd),
      note: "drafts and research",
      change: formatChange(summary.cost_usd, previous.cost_usd),
    },
  ];
}

export function KpiCards({ summary }: { summary: Summary }) {
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="md" aria-live="polite" role="region" aria-label="Key figures">
      {kpisOf(summary).map(({ name, value, note, change }) => (
        <Card key={name} padding="md" data-kpi={name}>
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Group gap={8} align="baseline" mt={4}>
            <Text fz={28} fw={600} lh={1.1} className="numbers">
              {value}
            </Text>
            {change && (
              <Text size="xs" c="dimmed" className="numbers" title="Against the period of the same length before it">
                {change}
              </Text>
            )}
          </Group>
          <Text size="xs" c="dimmed" mt={6}>
            {note}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}
