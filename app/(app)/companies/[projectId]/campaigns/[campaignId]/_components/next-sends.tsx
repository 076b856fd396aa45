"use client";

import { Card, Group, List, ListItem, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Forecast } from "@/lib/outreach/campaigns/schemas";
import type { Project } from "@/lib/company/projects/schemas";

const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

/** The emails that the campaign sends next, the reasons why others wait, and the queue of the next 7 days. */
export function NextSends({ project, campaignId }: { project: Project; campaignId: string }) {
  const read = useQuery({
    queryKey: ["company", project.id, "campaign", campaignId, "forecast"],
    queryFn: ({ signal }) =>
      api<Forecast>(`/api/campaigns/${campaignId}/forecast`, { query: { workspace_id: project.workspace_id }, signal }),
    refetchInterval: 60_000,
  });
  return (
    <Card component="section" aria-labelledby="next-sends-title">
      <Title order={2} id="next-sends-title" mb="xs">
        Next emails
      </Title>
      {read.isPending && <RowsSkeleton />}
      {read.isError && (
        <Failure title="The forecast could not be loaded" error={read.error} onRetry={() => void read.refetch()} />
      )}
      {read.data && <Queue forecast={read.data} />}
    </Card>
  );
}

/** All that keeps the campaign from sending now; a follow-up may wait for more than the first email. */
function Gates({ forecast }: { forecast: Forecast }) {
  const gates = forecast.steps.at(-1)?.gates ?? [];
  if (gates.length === 0) return null;
  return (
    <List size="sm" type="ordered" spacing={2} mb="sm" aria-label="Reasons that keep the campaign from sending now">
      {gates.map(({ code, message }) => (
        <ListItem key={code} data-gate={code}>
          {code === "replies.unread" ? `From email 2 on: ${message}` : message}
        </ListItem>
      ))}
    </List>
  );
}

function Queue({ forecast }: { forecast: Forecast }) {
  const days = Map.groupBy(forecast.days, ({ day }) => day);
  return (
    <>
      <Gates forecast={forecast} />
      <List size="sm" spacing={4}>
        {forecast.steps.map(({ step, message }) => (
          <ListItem key={step} data-step={step}>
            Email {step}: {message}
          </ListItem>
        ))}
      </List>
      {days.size > 0 && (
        <Group gap="lg" mt="md" aria-label="Emails of the next 7 days">
          {[...days].map(([day, steps]) => (
            <div key={day}>
              <Text size="xs" c="dimmed">
                {DAY.format(new Date(`${day}T00:00:00Z`))}
              </Text>
              <Text size="sm" fw={500} className="numbers">
                {steps.reduce((sum, { emails }) => sum + emails, 0)} emails
              </Text>
            </div>
          ))}
        </Group>
      )}
    </>
  );
}
