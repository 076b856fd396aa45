import { Anchor, Card, Group, Stack, Text, Title } from "@mantine/core";
import { BudgetMeter } from "@/app/_ui/budget-meter";
import { Fact, Facts } from "@/app/_ui/facts";
import { Link } from "@/app/_ui/link";
import { formatCount } from "@/app/_ui/numbers";
import type { DashboardAggregate } from "@/lib/metering/metrics/schemas";

/** Seven days of emails, and what is left of the month's budget. */
export function WeekCard({ projectId, week }: { projectId: string; week: DashboardAggregate }) {
  const { summary, since, budget } = week;
  return (
    <Card component="section" aria-labelledby="week-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="week-title" fz="md">
          Last 7 days
        </Title>
        <Anchor component={Link} href={`/companies/${projectId}/dashboard`} size="sm">
          Dashboard
        </Anchor>
      </Group>
      <Stack gap="md">
        {since === null ? (
          <Text size="sm" c="dimmed">
            Nothing was measured yet.
          </Text>
        ) : (
          <Facts>
            <Fact name="Emails sent">{formatCount(summary.sends)}</Fact>
            <Fact name="Replies">{formatCount(summary.replies)}</Fact>
            <Fact name="Opt-outs">{formatCount(summary.opt_outs)}</Fact>
            <Fact name="Bounces">{formatCount(summary.bounces)}</Fact>
          </Facts>
        )}
        <BudgetMeter budget={budget} />
      </Stack>
    </Card>
  );
}
