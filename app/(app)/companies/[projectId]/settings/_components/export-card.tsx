"use client";

import { Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPackageExport } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { fileSize } from "@/app/_ui/file-size";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { CompanyExport } from "@/lib/operations/exit/schemas";

type Seen = { data: CompanyExport[] };

const REFRESH_MS = 2_000;

/** Archives of the whole company: asked for, followed and downloaded by its owner. */
export function ExportCard({ project, initial }: { project: Project; initial: Seen }) {
  const queries = useQueryClient();
  const path = `/api/projects/${project.id}/exports`;
  const queryKey = ["exports", project.id];
  const read = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<Seen>(path, { signal }),
    initialData: initial,
    refetchInterval: ({ state }) => (isRunning(state.data) ? REFRESH_MS : false),
  });
  const request = useMutation({
    mutationFn: () => api(path, { method: "POST" }),
    onError: (error) => notifyFailure("No archive is being made", error),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  return (
    <Card component="section" aria-labelledby="export-title">
      <Title order={2} id="export-title">
        Take this company with you
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        One archive with its files, ledger, contacts, do-not-contact list, campaigns and drafts, workflows, and the
        repository and database of its own runtime. It holds no passwords or keys. An archive is kept for seven days.
      </Text>
      <Stack gap="sm">
        {read.isError && (
          <Failure title="The archives could not be refreshed" error={read.error} onRetry={() => void read.refetch()} />
        )}
        {read.data.data
          .filter(({ status }) => status !== "gone")
          .map((made) => (
            <ExportLine key={made.id} made={made} path={path} />
          ))}
        <Group>
          <Button
            variant="default"
            leftSection={<IconPackageExport size={16} aria-hidden />}
            loading={request.isPending}
            disabled={isRunning(read.data)}
            onClick={() => request.mutate()}
          >
            Export the company
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

const isRunning = (seen: Seen | undefined): boolean => seen?.data.some(({ status }) => status === "running") === true;

function ExportLine({ made, path }: { made: CompanyExport; path: string }) {
  const { id, status, parts_done: done, parts_total: total, size_bytes: size, requested_at: at, error } = made;
  if (status === "running")
    return (
      <Text size="sm" role="status">
        Being made: {done} of {total} parts done
      </Text>
    );
  if (status === "failed") return <Text size="sm">It could not be made: {error}</Text>;
  return (
    <Text size="sm" component="div">
      <Anchor href={`${path}/${id}/archive`} aria-label={`Download the archive of ${at.slice(0, 10)}`} download>
        Download
      </Anchor>{" "}
      ({fileSize(size ?? 0)}, made <When iso={at} />)
    </Text>
  );
}
