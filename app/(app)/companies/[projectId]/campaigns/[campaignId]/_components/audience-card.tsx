"use client";

import {
  Alert,
  Button,
  Card,
  Group,
  MultiSelect,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { formatCount } from "@/app/_ui/numbers";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { Audience, SaveAudience } from "@/lib/outreach/campaigns/schemas";
import type { LeadList } from "@/lib/outreach/leads/schemas";

type Groups = { data: LeadList[]; tags: string[] };
type Props = { project: Project; campaignId: string };

const DAYS = [
  { value: "", label: "Anyone" },
  { value: "30", label: "Not contacted in 30 days" },
  { value: "90", label: "Not contacted in 90 days" },
  { value: "365", label: "Not contacted in a year" },
  { value: "36500", label: "Never contacted" },
];
const people = (n: number): string => `${formatCount(n)} ${n === 1 ? "person" : "people"}`;

/** The people the campaign writes to, with their number before it is activated. */
export function AudienceCard({ project, campaignId }: Props) {
  const query = { workspace_id: project.workspace_id };
  const path = `/api/campaigns/${campaignId}/audience`;
  const audience = useQuery({
    queryKey: ["company", project.id, "audience", campaignId],
    queryFn: ({ signal }) => api<Audience>(path, { query, signal }),
  });
  const groups = useQuery({
    queryKey: ["company", project.id, "lead-lists"],
    queryFn: ({ signal }) => api<Groups>("/api/lead-lists", { query, signal }),
  });
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
      {audience.data && (
        <AudienceForm
          project={project}
          path={path}
          saved={audience.data}
          groups={groups.data ?? { data: [], tags: [] }}
        />
      )}
    </Card>
  );
}

type FormProps = { project: Project; path: string; saved: Audience; groups: Groups };

function AudienceForm({ project, path, saved, groups }: FormProps) {
  const queries = useQueryClient();
  const { people: size, contacted, ...filter } = saved;
  const [chosen, setChosen] = useState<SaveAudience>(filter);
  const change = (part: Partial<SaveAudience>): void => setChosen({ ...chosen, ...part });
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
      {contacted > 0 && (
        <Alert color="yellow" title={`${people(contacted)} heard from another campaign, or will`}>
          No one gets the same text twice. To leave these people out, choose “Never contacted”.
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <MultiSelect
          label="On one of these lists"
          placeholder={chosen.list_ids.length === 0 ? "Any list" : undefined}
          data={groups.data.map(({ id, name, leads }) => ({ value: id, label: `${name} (${leads})` }))}
          value={chosen.list_ids}
          onChange={(list_ids) => change({ list_ids })}
          searchable
          clearable
        />
        <MultiSelect
          label="With one of these tags"
          placeholder={chosen.tags.length === 0 ? "Any tag" : undefined}
          data={groups.tags}
          value={chosen.tags}
          onChange={(tags) => change({ tags })}
          searchable
          clearable
        />
        <TextInput
          label="Company contains"
          value={chosen.company ?? ""}
          maxLength={200}
          onChange={({ currentTarget }) => change({ company: currentTarget.value || null })}
        />
        <NativeSelect
          label="Contacted before"
          data={DAYS}
          value={String(chosen.not_contacted_days ?? "")}
          onChange={({ currentTarget: { value } }) => change({ not_contacted_days: value ? Number(value) : null })}
        />
      </SimpleGrid>
      <Group justify="flex-end">
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!dirty}>
          Save audience
        </Button>
      </Group>
    </Stack>
  );
}
