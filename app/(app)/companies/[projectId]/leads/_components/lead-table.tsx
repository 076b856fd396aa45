"use client";

import { Button, Card, Center, Group, Table, TableTbody, TableTh, TableThead, TableTr, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { formatCount } from "@/app/_ui/numbers";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import { TableScroll } from "@/app/_ui/table-scroll";
import { useUrlFilter, type UrlFilter } from "@/app/_ui/use-url-filter";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";
import { BulkBar } from "./bulk-bar";
import { FILTERS, LeadFilters, type FilterName } from "./lead-filters";
import { LeadRow, SelectBox } from "./lead-row";
import type { Groups } from "./groups";

export type LeadPage = { data: Lead[]; next_cursor: string | null; total: number };
type Props = { project: Project; firstPage: LeadPage; groups: Groups; onImport: () => void };

function useLeads(project: Project, firstPage: LeadPage, filter: UrlFilter<FilterName>) {
  const [initially] = useState(() => JSON.stringify(filter.values));
  return useInfiniteQuery({
    queryKey: ["company", project.id, "leads", filter.values],
    queryFn: ({ pageParam, signal }) =>
      api<LeadPage>("/api/leads", {
        query: { workspace_id: project.workspace_id, ...filter.values, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    initialData: JSON.stringify(filter.values) === initially ? { pages: [firstPage], pageParams: [null] } : undefined,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function LeadTable({ project, firstPage, groups, onImport }: Props) {
  const filter = useUrlFilter(FILTERS);
  const leads = useLeads(project, firstPage, filter);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = leads.data?.pages.flatMap((page) => page.data) ?? [];
  const total = leads.data?.pages[0]?.total ?? 0;

  if (rows.length === 0 && !filter.active && !leads.isFetching) {
    return (
      <Blank
        icon={<IconUsers size={26} />}
        title="No leads yet"
        action={<Button onClick={onImport}>Import a CSV file</Button>}
      >
        Bring the people you want to reach as a CSV file: an email address per row, and what else you know of them.
      </Blank>
    );
  }
  return (
    <>
      <LeadFilters project={project} filter={filter} groups={groups} />
      <Group justify="space-between" mb="xs" mih={36}>
        <Text size="sm" c="dimmed" role="status">
          {formatCount(total)} {total === 1 ? "lead" : "leads"}
          {selected.size > 0 && `, ${formatCount(selected.size)} selected`}
        </Text>
        {selected.size > 0 && (
          <BulkBar project={project} selected={[...selected]} onDone={() => setSelected(new Set())} />
        )}
      </Group>
      {leads.isError && (
        <Failure title="The leads could not be loaded" error={leads.error} onRetry={() => void leads.refetch()} />
      )}
      {leads.isPending && <RowsSkeleton />}
      {leads.isSuccess && rows.length === 0 && (
        <Text c="dimmed" py="xl" ta="center">
          No lead matches. Search for something else, or clear the filters.
        </Text>
      )}
      {rows.length > 0 && <Rows project={project} rows={rows} selected={selected} onSelect={setSelected} />}
      {leads.hasNextPage && (
        <Center mt="md">
          <Button variant="default" onClick={() => void leads.fetchNextPage()} loading={leads.isFetchingNextPage}>
            Show more
          </Button>
        </Center>
      )}
    </>
  );
}

type RowsProps = {
  project: Project;
  rows: Lead[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
};

function Rows({ project, rows, selected, onSelect }: RowsProps) {
  const all = rows.every(({ id }) => selected.has(id));
  const toggle = (id: string): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <Card p={0}>
      <TableScroll minWidth={640} label="Leads">
        <Table verticalSpacing="sm" horizontalSpacing="md" fz="sm">
          <TableThead>
            <TableTr>
              <TableTh w={40}>
                <SelectBox
                  label="Select all leads shown"
                  checked={all}
                  onChange={() => onSelect(all ? new Set() : new Set(rows.map(({ id }) => id)))}
                />
              </TableTh>
              <TableTh>Lead</TableTh>
              <TableTh>Status</TableTh>
              <TableTh>Company</TableTh>
              <TableTh>Added</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {rows.map((lead) => (
              <LeadRow key={lead.id} project={project} lead={lead} selected={selected.has(lead.id)} onToggle={toggle} />
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
    </Card>
  );
}
