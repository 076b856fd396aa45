"use client";

import { List, Skeleton, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, sentenceOf } from "@/app/_ui/api-client";
import type { SchedulePreview } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";

/** The next ten times of a schedule, by the function that runs it, with a note where the clocks change. */
export function UpcomingRuns({ project, cron, zone }: { project: Project; cron: string; zone: string }) {
  const preview = useQuery({
    queryKey: ["recurring", "preview", cron, zone],
    queryFn: ({ signal }) =>
      api<SchedulePreview>(`/api/projects/${project.id}/recurring-tasks/preview`, {
        query: { cron_expr: cron, timezone: zone },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (preview.error)
    return (
      <Text size="sm" c="red" role="alert">
        {sentenceOf(preview.error)}
      </Text>
    );
  if (!preview.data) return <Skeleton height={180} />;
  return (
    <div aria-live="polite">
      <Text size="sm" fw={600}>
        {preview.data.words} · the next {preview.data.runs.length} times
      </Text>
      <List size="sm" mt={4} type="ordered">
        {preview.data.runs.map(({ at, local, offset, note }) => (
          <List.Item key={at}>
            {local}{" "}
            <Text component="span" size="xs" c="dimmed">
              UTC{offset} · {at.slice(0, 16).replace("T", " ")} UTC
            </Text>
            {note && (
              <Text size="xs" fw={600}>
                {note}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
