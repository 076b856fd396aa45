import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { FleetAlert } from "@/lib/operations/fleet/schemas";

/** Alerts under a title; nothing where there is none. */
export function AlertList({ title, alerts }: { title: string; alerts: readonly FleetAlert[] }) {
  if (alerts.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="alerts">
      <Title order={2} id="alerts" mb="xs">
        {title}
      </Title>
      <Stack gap="xs" component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {alerts.map(({ id, subject, level, words, opened_at, closed_at }) => (
          <Group key={id} component="li" gap="xs" wrap="nowrap" align="flex-start">
            <Badge color={closed_at !== null ? "gray" : level === "critical" ? "red" : "yellow"}>
              {closed_at === null ? level : "over"}
            </Badge>
            <Text size="sm">
              {subject}: {words} Since <When iso={opened_at} />.
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
