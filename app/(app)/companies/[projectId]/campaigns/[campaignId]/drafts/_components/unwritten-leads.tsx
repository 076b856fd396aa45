"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Link } from "@/app/_ui/link";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { formatCounted } from "@/app/_ui/numbers";
import type { Project } from "@/lib/company/projects/schemas";
import type { UnwrittenLead } from "@/lib/outreach/drafts/schemas";

type Props = { project: Project; campaignId: string };
type Page = { data: UnwrittenLead[]; total: number; next_cursor: string | null };

function useRetry({ project, campaignId }: Props) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (leadIds: string[] | undefined) =>
      api<{ retried: number }>(`/api/campaigns/${campaignId}/unwritten-leads/retry`, {
        json: { workspace_id: project.workspace_id, lead_ids: leadIds },
      }),
    onSuccess: ({ retried }) =>
      notifySuccess(
        `Trying again for ${formatCounted(retried, "lead", "leads")}`,
        "New drafts appear here within a few minutes.",
      ),
    onError: (error) => notifyFailure("The writer is not asked again", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
}

/** Leads that the writer was given up on, with the reason and another try. */
export function UnwrittenLeads({ project, campaignId }: Props) {
  const path = `/api/campaigns/${campaignId}/unwritten-leads`;
  const query = { workspace_id: project.workspace_id, limit: 20 };
  const list = useInfiniteQuery({
    queryKey: ["company", project.id, "unwritten leads", campaignId],
    queryFn: ({ pageParam, signal }) => api<Page>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
  const retry = useRetry({ project, campaignId });
  if (list.isError && !list.data) {
    return (
      <Failure
        title="The leads without drafts could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  }
  const total = list.data?.pages[0]?.total ?? 0;
  if (total === 0) return null;
  const shown = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Alert
      color="orange"
      mb="md"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`${formatCounted(total, "lead has", "leads have")} no drafts`}
    >
      <Stack gap="xs">
        <Text size="sm">Three answers of the writer could not be used, so it is asked no more.</Text>
        {shown.map((lead) => (
          <Row
            key={lead.lead_id}
            project={project}
            lead={lead}
            onRetry={(id) => retry.mutate([id])}
            busy={retry.isPending}
          />
        ))}
        {list.isError && <Failure title="The list could not be refreshed" error={list.error} />}
        <Group gap="sm">
          {total > 1 && (
            <Button size="xs" onClick={() => retry.mutate(undefined)} loading={retry.isPending}>
              Try again for all {total}
            </Button>
          )}
          {list.hasNextPage && (
            <Button
              size="xs"
              variant="default"
              onClick={() => void list.fetchNextPage()}
              loading={list.isFetchingNextPage}
            >
              Show more
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

type RowProps = { project: Project; lead: UnwrittenLead; onRetry: (leadId: string) => void; busy: boolean };

const Row = ({ project, lead: { lead_id, name, email, company, reason }, onRetry, busy }: RowProps) => (
  <Group justify="space-between" gap="sm" align="flex-start">
    <Text size="sm" component="div" style={{ flex: "1 1 240px", overflowWrap: "anywhere" }}>
      <Link href={`/companies/${project.id}/leads/${lead_id}`}>{name ?? email}</Link>
      {company && ` · ${company}`}
      <Text size="sm" c="dimmed">
        {reason}
      </Text>
    </Text>
    <Button
      size="xs"
      variant="default"
      onClick={() => onRetry(lead_id)}
      disabled={busy}
      aria-label={`Try again for ${name ?? email}`}
    >
      Try again
    </Button>
  </Group>
);
