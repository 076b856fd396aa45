"use client";

import {
  Button,
  Card,
  Center,
  Group,
  NativeSelect,
  Table,
  TableTbody,
  TableTd,
  TableTh,
  TableThead,
  TableTr,
  Text,
  TextInput,
} from "@mantine/core";
import { TableScroll } from "@/app/_ui/table-scroll";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconUsers } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import { StatusBadge } from "@/app/_ui/status-badge";
import { When } from "@/app/_ui/when";
import type { Lead } from "@/lib/outreach/leads/schemas";
import type { Project } from "@/lib/company/projects/schemas";

export type LeadPage = { data: Lead[]; next_cursor: string | null };
/** `asked` is what the address asks for: a link leads to one person. */
type Props = { project: Project; firstPage: LeadPage; asked: string; onImport: () => void };

const STATUSES = [
  { value: "active", label: "Active" },
  { value: "replied", label: "Replied" },
  { value: "opted_out", label: "Opted out" },
  { value: "bounced", label: "Bounced" },
  { value: "complained", label: "Complained" },
];

function useLeads(project: Project, firstPage: LeadPage, filter: { q: string; status: string | null }) {
  const unfiltered = filter.q === "" && filter.status === null;
  return useInfiniteQuery({
    queryKey: ["company", project.id, "leads", filter],
    queryFn: ({ pageParam, signal }) =>
      api<LeadPage>("/api/leads", {
        query: { workspace_id: project.workspace_id, ...filter, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    initialData: unfiltered ? { pages: [firstPage], pageParams: [null] } : undefined,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function LeadTable({ project, firstPage, asked, onImport }: Props) {
  const [search, setSearch] = useState(asked);
  const [status, setStatus] = useState<string | null>(null);
  const [q] = useDebouncedValue(search.trim(), 250);
  const leads = useLeads(project, firstPage, { q, status });
  const rows = leads.data?.pages.flatMap((page) => page.data) ?? [];
  const filtered = q !== "" || status !== null;

  if (rows.length === 0 && !filtered && !leads.isFetching) {
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
      <Group gap="sm" mb="md">
        <TextInput
          aria-label="Search leads"
          placeholder="Email, name, company or title"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          maxLength={200}
          style={{ flex: "1 1 240px" }}
        />
        <NativeSelect
          aria-label="Status"
          data={[{ value: "", label: "Any status" }, ...STATUSES]}
          value={status ?? ""}
          onChange={({ currentTarget: { value } }) => setStatus(value || null)}
          w={{ base: "100%", xs: 180 }}
        />
      </Group>
      {leads.isError && (
        <Failure title="The leads could not be loaded" error={leads.error} onRetry={() => void leads.refetch()} />
      )}
      {leads.isPending && <RowsSkeleton />}
      {leads.isSuccess && rows.length === 0 && (
        <Text c="dimmed" py="xl" ta="center">
          No lead matches. Try fewer letters, or another status.
        </Text>
      )}
      {rows.length > 0 && <Rows rows={rows} />}
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

function Rows({ rows }: { rows: Lead[] }) {
  return (
    <Card p={0}>
      <TableScroll minWidth={640} label="Leads">
        <Table verticalSpacing="sm" horizontalSpacing="md" fz="sm">
          <TableThead>
            <TableTr>
              <TableTh>Lead</TableTh>
              <TableTh>Company</TableTh>
              <TableTh>Status</TableTh>
              <TableTh>Added</TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {rows.map((lead) => (
              <LeadRow key={lead.id} lead={lead} />
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

function LeadRow({ lead }: { lead: Lead }) {
  const name = [lead.first_name, lead.last_name].filter(Boolean).join(" ");
  return (
    <TableTr>
      <TableTd maw={320}>
        <Text size="sm" fw={500} truncate>
          {name || lead.email}
        </Text>
        {name && (
          <Text size="xs" c="dimmed" truncate>
            {lead.email}
          </Text>
        )}
      </TableTd>
      <TableTd maw={220}>
        <Text size="sm" truncate>
          {lead.company}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {lead.title}
        </Text>
      </TableTd>
      <TableTd>
        <StatusBadge status={lead.status} />
      </TableTd>
      <TableTd>
        <When iso={lead.created_at} />
      </TableTd>
    </TableTr>
  );
}
