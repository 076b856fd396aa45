"use client";

import {
  ActionIcon,
  Button,
  Card,
  Center,
  Stack,
  Table,
  TableTbody,
  TableTd,
  TableTh,
  TableThead,
  TableTr,
  Text,
} from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { SearchInput } from "@/app/_ui/search-input";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import { TableScroll } from "@/app/_ui/table-scroll";
import { When } from "@/app/_ui/when";
import type { Suppression } from "@/lib/outreach/suppressions/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { AddSuppressions } from "./add-suppressions";

type Page = { data: Suppression[]; next_cursor: string | null };

const WHY: Record<Suppression["reason"], string> = {
  opt_out: "Opted out",
  complained: "Reported spam",
  hard_bounce: "Bounced",
  manual: "Added by you",
};
const FROM: Record<string, string> = { file: "from a file", import: "from an import", link: "by the link in an email" };

/** The do-not-contact list. Importing an address again does not remove it. */
export function SuppressionList({ project }: { project: Project }) {
  const [q, setQ] = useState("");
  const list = useInfiniteQuery({
    queryKey: ["company", project.id, "suppressions", q],
    queryFn: ({ pageParam, signal }) =>
      api<Page>("/api/suppressions", {
        query: { workspace_id: project.workspace_id, q, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
  const rows = list.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw={640}>
        Opt-outs, complaints and hard bounces are added automatically. Re-importing does not remove them.
      </Text>
      <AddSuppressions project={project} />
      <SearchInput
        aria-label="Search the list"
        placeholder="Address, domain or note"
        value={q}
        onSearch={setQ}
        maw={320}
      />
      {list.isError && (
        <Failure title="The list could not be loaded" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <RowsSkeleton rows={3} />}
      {list.isSuccess && rows.length === 0 && (
        <Text c="dimmed">{q === "" ? "The list is empty." : "No entry matches. Search for something else."}</Text>
      )}
      {rows.length > 0 && <Rows project={project} rows={rows} />}
      {list.hasNextPage && (
        <Center>
          <Button variant="default" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            Show more
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function Rows({ project, rows }: { project: Project; rows: Suppression[] }) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ email, domain }: Suppression) =>
      api("/api/suppressions", {
        method: "DELETE",
        json: { workspace_id: project.workspace_id, ...(domain === null ? { email } : { domain }) },
      }),
    onSuccess: (_, { email, domain }) => {
      notifySuccess(`${domain ?? email} may be contacted again`);
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: (error) => notifyFailure("The entry stays on the list", error),
  });
  return (
    <Card p={0}>
      <TableScroll minWidth={520} label="Do not contact">
        <Table verticalSpacing="sm" horizontalSpacing="md" fz="sm">
          <TableThead>
            <TableTr>
              <TableTh>Address or domain</TableTh>
              <TableTh>Why</TableTh>
              <TableTh>Since</TableTh>
              <TableTh w={50} />
            </TableTr>
          </TableThead>
          <TableTbody>
            {rows.map((entry) => (
              <TableTr key={entry.email}>
                <TableTd style={{ overflowWrap: "anywhere" }}>
                  {entry.domain === null ? entry.email : `Everyone at ${entry.domain}`}
                </TableTd>
                <TableTd>
                  {WHY[entry.reason]}
                  <Text size="xs" c="dimmed">
                    {[FROM[entry.source], entry.note].filter(Boolean).join(": ")}
                  </Text>
                </TableTd>
                <TableTd>
                  <When iso={entry.created_at} />
                </TableTd>
                <TableTd>
                  {entry.reason === "manual" && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Take ${entry.domain ?? entry.email} off the list`}
                      onClick={() => remove.mutate(entry)}
                      loading={remove.isPending && remove.variables.email === entry.email}
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  )}
                </TableTd>
              </TableTr>
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
    </Card>
  );
}
