import { Anchor, Card, Text, Title } from "@mantine/core";
import { Fact, Facts } from "@/app/_ui/facts";
import { Link } from "@/app/_ui/link";
import { formatUsd } from "@/app/_ui/numbers";
import { atTheLimit, limitWords, unpricedWordsOf } from "@/app/_ui/plan-words";
import type { Budget } from "@/lib/metering/spending/schemas";

/** The workspace's plan: what models may cost, what they cost this month, and what happens at the limit. */
export function PlanCard({ projectId, budget }: { projectId: string; budget: Budget }) {
  const { plan, limit, current_spend, reserved } = budget;
  const unpriced = unpricedWordsOf(budget);
  return (
    <Card component="section" aria-labelledby="plan-title">
      <Title order={2} id="plan-title" mb="md">
        Plan
      </Title>
      <Facts>
        <Fact name="Plan">
          <span style={{ textTransform: "capitalize" }}>{plan}</span>
        </Fact>
        <Fact name="Limit">{limitWords(limit)}</Fact>
        <Fact name="Spent this month">
          <span className="numbers">
            {formatUsd(current_spend)}
            {limit !== null && ` of ${formatUsd(limit)}`}
            {reserved > 0 && `, ${formatUsd(reserved)} set aside for calls under way`}
          </span>
        </Fact>
        {unpriced && <Fact name="Unknown prices">{unpriced}</Fact>}
      </Facts>
      <Text size="sm" c="dimmed" mt="md">
        {limit === null ? "" : "At the limit: "}
        {atTheLimit(budget)}
      </Text>
      <Anchor component={Link} href={`/companies/${projectId}/billing`} size="sm" mt="xs">
        Plan and billing
      </Anchor>
    </Card>
  );
}
