import { Anchor, Card, Group, Stack, Text, Timeline, Title } from "@mantine/core";
import { VerdictBadge } from "@/app/_ui/approval-state";
import { textIn } from "@/app/_ui/json-fields";
import { Link } from "@/app/_ui/link";
import { RecommendationLink } from "@/app/_ui/recommendation-link";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { Trace } from "@/lib/company/receipts/schemas";

/** A line of the chat leads back to what was said there. */
function Line({ base, type, data, children }: { base: string; type: string; data: unknown; children: string }) {
  const said = type.startsWith("chat.") ? textIn(data, "message_id") : undefined;
  return said ? <Link href={`${base}/chat#m-${encodeURIComponent(said)}`}>{children}</Link> : children;
}

/** The way from the recommendation and the task over the approval to the receipt, and each ledger line about any of them. */
export function TraceCard({
  project,
  trace: { recommendation_id, task, receipt, events },
}: {
  project: Project;
  trace: Trace;
}) {
  const base = `/companies/${project.id}`;
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        Trace
      </Title>
      <Stack gap="xs" mb="md">
        {recommendation_id && <RecommendationLink projectId={project.id} id={recommendation_id} />}
        {task && (
          <Text size="sm">
            Task:{" "}
            <Link href={`${base}/tasks/${task.id}`} className="plain-link">
              <Anchor component="span" size="sm">
                {task.title}
              </Anchor>
            </Link>
          </Text>
        )}
        {receipt ? (
          <Group gap="xs">
            <Link href={`${base}/receipts/${receipt.id}`} className="plain-link">
              <Anchor component="span" size="sm">
                Receipt
              </Anchor>
            </Link>
            <VerdictBadge verdict={receipt.verdict} />
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            No receipt yet: nothing was carried out.
          </Text>
        )}
      </Stack>
      <Timeline bulletSize={12} lineWidth={2} active={events.length}>
        {events.map(({ id, type, message, data, created_at }) => (
          <Timeline.Item key={id}>
            <Text size="sm">
              <Line base={base} type={type} data={data}>
                {message}
              </Line>
            </Text>
            <Text size="xs" c="dimmed">
              <When iso={created_at} />
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Card>
  );
}
