"use client";

import { Button, Group, NativeSelect } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { SearchInput } from "@/app/_ui/search-input";
import type { UrlFilter } from "@/app/_ui/use-url-filter";
import type { Project } from "@/lib/company/projects/schemas";
import type { Groups } from "./groups";

export const FILTERS = ["q", "state", "tag", "list_id", "sort"] as const;
export type FilterName = (typeof FILTERS)[number];

const STATES = [
  { value: "", label: "Any status" },
  { value: "not_started", label: "Not started" },
  { value: "in_sequence", label: "In a sequence" },
  { value: "finished", label: "Finished" },
  { value: "replied", label: "Replied" },
  { value: "do_not_contact", label: "Do not contact" },
  { value: "needs_confirmation", label: "Needs confirmation" },
];
const SORTS = [
  { value: "", label: "Newest first" },
  { value: "oldest", label: "Oldest first" },
  { value: "name", label: "By name" },
  { value: "company", label: "By company" },
  { value: "email", label: "By email" },
];

type Props = { project: Project; filter: UrlFilter<FilterName>; groups: Groups };

export function LeadFilters({ project, filter, groups }: Props) {
  const { values, set, clear, active } = filter;
  const lists = groups.data.map(({ id, name, leads }) => ({ value: id, label: `${name} (${leads})` }));
  const choices: [FilterName, string, { value: string; label: string }[]][] = [
    ["state", "Status", STATES],
    ...(lists.length > 0
      ? [["list_id", "List", [{ value: "", label: "Any list" }, ...lists]] as [FilterName, string, typeof lists]]
      : []),
    ...(groups.tags.length > 0
      ? [
          [
            "tag",
            "Tag",
            [{ value: "", label: "Any tag" }, ...groups.tags.map((tag) => ({ value: tag, label: tag }))],
          ] as [FilterName, string, typeof lists],
        ]
      : []),
    ["sort", "Order", SORTS],
  ];
  const kept = Object.entries(values).filter(([name, value]) => value !== "" && name !== "sort");
  const query = new URLSearchParams({ workspace_id: project.workspace_id, ...Object.fromEntries(kept) });
  return (
    <Group gap="sm" mb="md">
      <SearchInput
        aria-label="Search leads"
        placeholder="Email, name, company or title"
        value={values.q}
        onSearch={(q) => set({ q })}
        style={{ flex: "1 1 240px" }}
      />
      {choices.map(([name, label, data]) => (
        <NativeSelect
          key={name}
          aria-label={label}
          data={data}
          value={values[name]}
          onChange={({ currentTarget: { value } }) => set({ [name]: value })}
          w={{ base: "100%", xs: 170 }}
        />
      ))}
      {active && (
        <Button variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
      <Button
        component="a"
        variant="default"
        href={`/api/leads/export?${query}`}
        download
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        Export CSV
      </Button>
    </Group>
  );
}
