"use client";

import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { LaunchCheck } from "@/lib/autopilot/plan/schemas";
import type { Project } from "@/lib/company/projects/schemas";

const STATES = {
  green: { label: "✓ Green", color: "green" },
  red: { label: "✗ Not yet", color: "red" },
  unknown: { label: "? Not looked at", color: "gray" },
} as const;

/** The items that a machine looks at; a look counts for 24 hours. */
export function LaunchChecklist({ project, checks }: { project: Project; checks: readonly LaunchCheck[] }) {
  const queries = useQueryClient();
  const look = useMutation({
    mutationFn: () => api(`/api/projects/${project.id}/packets/checks`, { method: "POST" }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id, "plan"] }),
    onError: (error) => notifyFailure("The checklist was not looked at", error),
  });
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="h4">
          Launch checklist
        </Title>
        <Button size="xs" variant="default" loading={look.isPending} onClick={() => look.mutate()}>
          Check now
        </Button>
      </Group>
      <Stack gap="sm">
        {checks.map(({ item, label, state, words, checked_at }) => (
          <div key={item}>
            <Group gap="xs">
              <Badge size="sm" variant="light" color={STATES[state].color}>
                {STATES[state].label}
              </Badge>
              <Text size="sm">{label}</Text>
            </Group>
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {words} {checked_at && <When iso={checked_at} />}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
