"use client";

import { Card, List, ListItem, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";
import type { WhyNot as Answer } from "@/lib/outreach/campaigns/schemas";

/** The next email of each campaign to this person, and all that holds it back. */
export function WhyNot({ project, leadId }: { project: Project; leadId: string }) {
  const read = useQuery({
    queryKey: ["company", project.id, "lead", leadId, "why-not"],
    queryFn: ({ signal }) =>
      api<Answer>(`/api/leads/${leadId}/why-not`, { query: { workspace_id: project.workspace_id }, signal }),
    refetchInterval: 60_000,
  });
  return (
    <Card component="section" aria-labelledby="why-not-title">
      <Title order={2} size="h4" mb="xs" id="why-not-title">
        Next email
      </Title>
      {read.isPending && <Skeleton height={18} width="60%" aria-busy />}
      {read.isError && (
        <Failure title="The next email could not be looked up" error={read.error} onRetry={() => void read.refetch()} />
      )}
      {read.data && <Campaigns answer={read.data} />}
    </Card>
  );
}

function Campaigns({ answer: { data, message } }: { answer: Answer }) {
  if (data.length === 0) return <Text size="sm">{message}</Text>;
  return (
    <Stack gap="sm">
      {data.map(({ campaign_id: id, campaign, step, mailbox, gates }) => (
        <div key={id} data-campaign={id}>
          <Text size="sm" fw={500}>
            Email {step} of {campaign}
          </Text>
          {mailbox && (
            <Text size="sm" c="dimmed">
              From {mailbox}
            </Text>
          )}
          {gates.length === 0 ? (
            <Text size="sm">The next run sends it.</Text>
          ) : (
            <List size="sm" type="ordered" spacing={2}>
              {gates.map((gate) => (
                <ListItem key={gate.code} data-gate={gate.code}>
                  {gate.message}
                </ListItem>
              ))}
            </List>
          )}
        </div>
      ))}
    </Stack>
  );
}
