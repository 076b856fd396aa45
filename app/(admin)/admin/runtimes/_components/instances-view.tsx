"use client";

import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { Link } from "@/app/_ui/link";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { RuntimeOverview } from "@/lib/operations/runtimes/schemas";

type Seen = { data: RuntimeOverview[] };

const REFRESH_MS = 10_000;
const QUERY_KEY = ["admin", "runtime-instances"];

/** Every runtime with its parts; what a failed attempt left behind can be taken away. */
export function InstancesView({ initial }: { initial: Seen }) {
  const read = useQuery({
    queryKey: QUERY_KEY,
    queryFn: ({ signal }) => api<Seen>("/api/admin/runtimes/instances", { signal }),
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const { data } = read.data;
  if (data.length === 0 && !read.isError) return null;
  return (
    <Stack gap="sm" component="section" aria-labelledby="instances-title" mb="xl">
      <Title order={2} id="instances-title">
        Companies with a runtime
      </Title>
      {read.isError && (
        <Failure title="The runtimes could not be refreshed" error={read.error} onRetry={() => void read.refetch()} />
      )}
      {data.map((runtime) => (
        <InstanceCard key={runtime.project_id} runtime={runtime} />
      ))}
    </Stack>
  );
}

function InstanceCard({ runtime }: { runtime: RuntimeOverview }) {
  const { project_name: name, workspace_id, workspace_name, mode, status, resources, url, probed_at } = runtime;
  return (
    <Card component="section" aria-label={`Runtime of ${name}`}>
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: "1 1 260px", minWidth: 0, overflowWrap: "anywhere" }}>
          <Text fw={600}>{name}</Text>
          <Text size="xs" c="dimmed" component="div">
            <Link href={`/admin/workspaces/${workspace_id}`}>{workspace_name}</Link> · {mode} · {status}
            {probed_at !== null && (
              <>
                {" · asked "}
                <When iso={probed_at} />
              </>
            )}
          </Text>
          <Text size="sm" mt={6}>
            {resources.length === 0
              ? "No part of it is known."
              : resources.map(({ kind, name: part }) => `${kind} ${part}`).join(", ")}
            {url !== null && `; ${url}`}
          </Text>
          {runtime.trouble !== null && <Text size="sm">Last trouble: {runtime.trouble}</Text>}
          {runtime.retire_at !== null && (
            <Text size="sm" component="div">
              Taken away <When iso={runtime.retire_at} />, after an archive of the company.
            </Text>
          )}
        </div>
        {runtime.may_clean_up && <CleanUpButton projectId={runtime.project_id} name={name} />}
      </Group>
    </Card>
  );
}

function CleanUpButton({ projectId, name }: { projectId: string; name: string }) {
  const queries = useQueryClient();
  const clean = useMutation({
    mutationFn: () => api(`/api/admin/projects/${projectId}/clean-up`, { json: {} }),
    onSuccess: () => notifySuccess("Clean-up began", `The leftovers of ${name}’s runtime are taken away.`),
    onError: (error) => notifyFailure("Nothing was taken away", error),
    onSettled: () => queries.invalidateQueries({ queryKey: QUERY_KEY }),
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconTrash size={14} aria-hidden />}
      loading={clean.isPending}
      onClick={() => clean.mutate()}
      aria-label={`Clean up for ${name}`}
    >
      Clean up
    </Button>
  );
}
