"use client";

import { Card, Group, Text, Title } from "@mantine/core";
import type { Latest } from "@/lib/autopilot/nightshift/schemas";

type Night = Latest["history"][number];

const wordsOf = ({ state, recommendations, why }: Night): string => {
  if (state === "nothing_new") return "nothing new";
  if (state === "failed") return `failed: ${why ?? "no reason known"}`;
  if (state === "running") return "under way";
  return `${recommendations} found`;
};

/** The last nights, the newest first. */
export function HistoryStrip({ history }: { history: Latest["history"] }) {
  if (history.length === 0) return null;
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        Nights before
      </Title>
      <Group gap="xs" component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {history.map((night) => (
          <Card key={night.id} component="li" withBorder p="xs" maw={220}>
            <Text size="xs" fw={600}>
              Night {night.night}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {night.local_date}: {wordsOf(night)}
            </Text>
          </Card>
        ))}
      </Group>
    </Card>
  );
}
