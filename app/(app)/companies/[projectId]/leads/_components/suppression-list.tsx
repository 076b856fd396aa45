"use client";

import {
  Button,
  Card,
  Center,
  Group,
  Stack,
  Table,
  TableTbody,
  TableTd,
  TableTh,
  TableThead,
  TableTr,
  Text,
  TextInput,
} from "@mantine/core";
import { isEmail, useForm } from "@mantine/form";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifyFailure } from "@/app/_ui/notify";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import { StatusBadge } from "@/app/_ui/status-badge";
import { When } from "@/app/_ui/when";
import type { Suppression } from "@/lib/outreach/suppressions/schemas";
import type { Project } from "@/lib/company/projects/schemas";

type Page = { data: Suppression[]; next_cursor: string | null };

/** The do-not-contact list. Importing an address again does not remove it. */
export function SuppressionList({ project }: { project: Project }) {
  const list = useInfiniteQuery({
    queryKey: ["company", project.id, "suppressions"],
    queryFn: ({ pageParam, signal }) =>
      api<Page>("/api/suppressions", {
        query: { workspace_id: project.workspace_id, cursor: pageParam, limit: 50 },
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
      <AddAddress project={project} />
      {list.isError && (
        <Failure title="The list could not be loaded" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <RowsSkeleton rows={3} />}
      {list.isSuccess && rows.length === 0 && <Text c="dimmed">The list is empty.</Text>}
      {rows.length > 0 && <Rows rows={rows} />}
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

function Rows({ rows }: { rows: Suppression[] }) {
  return (
    <Card p={0}>
      <Table verticalSpacing="sm" horizontalSpacing="md" fz="sm">
        <TableThead>
          <TableTr>
            <TableTh>Address</TableTh>
            <TableTh>Why</TableTh>
            <TableTh>Since</TableTh>
          </TableTr>
        </TableThead>
        <TableTbody>
          {rows.map(({ email, reason, created_at }) => (
            <TableTr key={email}>
              <TableTd style={{ overflowWrap: "anywhere" }}>{email}</TableTd>
              <TableTd>
                <StatusBadge status={reason} />
              </TableTd>
              <TableTd>
                <When iso={created_at} />
              </TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </Card>
  );
}

function AddAddress({ project }: { project: Project }) {
  const queries = useQueryClient();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "" },
    validate: { email: isEmail("Enter an email address") },
  });
  const add = useMutation({
    mutationFn: ({ email }: { email: string }) =>
      api("/api/suppressions", { json: { workspace_id: project.workspace_id, email } }),
    onSuccess: () => {
      form.reset();
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: (error) => {
      if (!showFieldErrors(form, error)) notifyFailure("The address was not added", error);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Group align="flex-start" gap="sm">
        <TextInput
          aria-label="Address not to contact"
          placeholder="person@example.com"
          type="email"
          style={{ flex: "0 1 320px" }}
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          Never mail this address
        </Button>
      </Group>
    </form>
  );
}
