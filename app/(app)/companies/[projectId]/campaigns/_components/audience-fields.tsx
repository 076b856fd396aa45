"use client";

import { Alert, MultiSelect, NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { formatCounted } from "@/app/_ui/numbers";
import type { Project } from "@/lib/company/projects/schemas";
import type { SaveAudience } from "@/lib/outreach/campaigns/schemas";
import type { LeadList } from "@/lib/outreach/leads/schemas";

export type LeadGroups = { data: LeadList[]; tags: string[] };

const DAYS = [
  { value: "", label: "Anyone" },
  { value: "30", label: "Not contacted in 30 days" },
  { value: "90", label: "Not contacted in 90 days" },
  { value: "365", label: "Not contacted in a year" },
  { value: "36500", label: "Never contacted" },
];

export const people = (count: number): string => formatCounted(count, "person", "people");

/** The lists and tags of the leads; none while they load. */
export function useLeadGroups({ id, workspace_id }: Project): LeadGroups {
  const { data } = useQuery({
    queryKey: ["company", id, "lead-lists"],
    queryFn: ({ signal }) => api<LeadGroups>("/api/lead-lists", { query: { workspace_id }, signal }),
  });
  return data ?? { data: [], tags: [] };
}

type Props = { groups: LeadGroups; chosen: SaveAudience; onChange: (audience: SaveAudience) => void };

/** Lists, tags and filters of an audience; none of them means all leads. */
export function AudienceFields({ groups, chosen, onChange }: Props) {
  const change = (part: Partial<SaveAudience>): void => onChange({ ...chosen, ...part });
  return (
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
  );
}

/** Nothing for an audience that no campaign has written to. */
export function AlreadyContacted({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Alert color="yellow" title={`${people(count)} heard from another campaign, or will`}>
      The same text never goes to the same person twice. To leave these people out, choose “Never contacted”.
    </Alert>
  );
}
