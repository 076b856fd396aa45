"use client";

import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { Audience, SaveAudience } from "@/lib/outreach/campaigns/schemas";
import {
  AlreadyContacted,
  AudienceFields,
  people,
  useLeadGroups,
  type LeadGroups,
} from "../../_components/audience-fields";

type Props = { project: Project; campaignId: string };

/** The people the campaign writes to, with their number before it is activated. */
export function AudienceCard({ project, campaignId }: Props) {
  const query = { workspace_id: project.workspace_id };
  const path = `/api/campaigns/${campaignId}/audience`;
  const audience = useQuery({
    queryKey: ["company", project.id, "audience", campaignId],
    queryFn: ({ signal }) => api<Audience>(path, { query, signal }),
  });
  const groups = useLeadGroups(project);
  return (
    <Card>
      <Title order={2} size="h4" mb="md">
        Audience
      </Title>
      {audience.isError && (
        <Failure
          title="The audience could not be loaded"
          error={audience.error}
          onRetry={() => void audience.refetch()}
        />
      )}
      {audience.isPending && <RowsSkeleton rows={2} />}
      {audience.data && <AudienceForm project={project} path={path} saved={audience.data} groups={groups} />}
    </Card>
  );
}

type FormProps = { project: Project; path: string; saved: Audience; groups: LeadGroups };

function AudienceForm({ project, path, saved, groups }: FormProps) {
  const queries = useQueryClient();
  const { people: size, contacted, ...filter } = saved;
  const [chosen, setChosen] = useState<SaveAudience>(filter);
  const save = useMutation({
    mutationFn: () => api<Audience>(path, { method: "PUT", json: { workspace_id: project.workspace_id, ...chosen } }),
    onSuccess: (answer) => {
      notifySuccess(`The campaign writes to ${people(answer.people)}`);
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: (error) => notifyFailure("The audience was not saved", error),
  });
  const dirty = JSON.stringify(chosen) !== JSON.stringify(filter);
  return (
    <Stack gap="md">
      <Text size="sm" role="status">
        {people(size)} may be emailed. Without any choice below, the campaign writes to all your leads.
      </Text>
      <AlreadyContacted count={contacted} />
      <AudienceFields groups={groups} chosen={chosen} onChange={setChosen} />
      <Group justify="flex-end">
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!dirty}>
          Save audience
        </Button>
      </Group>
    </Stack>
  );
}
