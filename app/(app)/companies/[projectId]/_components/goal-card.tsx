import { Anchor, Card, Group, Progress, Text, Title } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { formatCount } from "@/app/_ui/numbers";
import type { Goal } from "@/lib/autopilot/plan/schemas";

/** The one goal of the brief, and how far it is by our own numbers. */
export function GoalCard({ projectId, goal }: { projectId: string; goal: Goal }) {
  const { metric, from, target, deadline, measured, value } = goal;
  const reached = value === null ? "Not measured" : `${formatCount(value)} of ${formatCount(target)}`;
  const share = value === null || target === from ? 0 : ((value - from) / (target - from)) * 100;
  return (
    <Card component="section" aria-labelledby="goal-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="goal-title" fz="md">
          Goal
        </Title>
        <Anchor component={Link} href={`/companies/${projectId}/plan`} size="sm">
          Plan
        </Anchor>
      </Group>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text>{metric}</Text>
        <Text fw={600}>{reached}</Text>
      </Group>
      <Progress value={Math.min(100, Math.max(0, share))} aria-label={`${metric}: ${reached}`} />
      <Text size="sm" c="dimmed" mt={6}>
        {measured ? `${measured}. ` : "None of the numbers that are counted here is named in this goal. "}
        {from !== 0 && `It began at ${formatCount(from)}. `}
        {deadline && `Due on ${deadline}.`}
      </Text>
    </Card>
  );
}
