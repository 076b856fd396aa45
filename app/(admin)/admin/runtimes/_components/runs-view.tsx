"use client";

import { Button, Card, Group, Stack, Text } from "@mantine/core";
import { IconBox, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { Link } from "@/app/_ui/link";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { StatusBadge } from "@/app/_ui/status-badge";
import { When } from "@/app/_ui/when";
import type { ProvisioningRun } from "@/lib/operations/runtimes/schemas";

type Seen = { data: ProvisioningRun[] };

const REFRESH_MS = 5_000;
const QUERY_KEY = ["admin", "runtimes"];

/** Attempts at runtimes with their steps; the last one of a company can be begun again when it failed. */
export function RunsView({ initial }: { initial: Seen }) {
  const read = useQuery({
    queryKey: QUERY_KEY,
    queryFn: ({ signal }) => api<Seen>("/api/admin/runtimes", { signal }),
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const { data } = read.data;
  const newest = new Map(data.toReversed().map((run) => [run.project_id, run.id]));
  return (
    <Stack gap="lg">
      {read.isError && (
        <Failure title="The attempts could not be refreshed" error={read.error} onRetry={() => void read.refetch()} />
      )}
      {data.length === 0 && (
        <Blank icon={<IconBox size={26} />} title="No attempt yet">
          One begins when a company pays, or when an administrator activates its runtime on the page of its workspace.
        </Blank>
      )}
      {data.map((run) => (
        <RunCard key={run.id} run={run} isNewest={newest.get(run.project_id) === run.id} />
      ))}
    </Stack>
  );
}

const CAUSES: Record<ProvisioningRun["cause"], string> = {
  payment: "after a payment",
  admin: "asked for by an administrator",
  retry: "tried again by the founder",
};
const BADGES: Record<ProvisioningRun["status"], string> = {
  running: "running",
  undoing: "running",
  succeeded: "done",
  failed: "failed",
};

function RunCard({ run, isNewest }: { run: ProvisioningRun; isNewest: boolean }) {
  const { project_name: name, workspace_id, workspace_name, attempt, cause, status, steps, error_message, mode } = run;
  const done = steps.filter((step) => step.status === "done").length;
  const failed = steps.find((step) => step.error !== null);
  const left = steps.filter((step) => step.status === "undo_failed").map(({ title }) => title);
  return (
    <Card component="section" aria-label={`${name}, attempt ${attempt}`}>
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: "1 1 260px", minWidth: 0, overflowWrap: "anywhere" }}>
          <Text fw={600}>
            {name}, attempt {attempt}
          </Text>
          <Text size="xs" c="dimmed" component="div">
            <Link href={`/admin/workspaces/${workspace_id}`}>{workspace_name}</Link> · {CAUSES[cause]} · {mode} ·{" "}
            <When iso={run.started_at} />
          </Text>
          <Text size="sm" mt={6}>
            {done} of {steps.length} steps done
            {failed && `; “${failed.title}” failed: ${error_message ?? failed.error}`}
          </Text>
          {left.length > 0 && <Text size="sm">Could not be undone: {left.join(", ")}</Text>}
        </div>
        <Group gap="sm">
          <StatusBadge status={BADGES[status]} />
          {isNewest && status === "failed" && <RetryButton projectId={run.project_id} name={name} />}
        </Group>
      </Group>
    </Card>
  );
}

function RetryButton({ projectId, name }: { projectId: string; name: string }) {
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api<{ attempt: number }>(`/api/admin/projects/${projectId}/activate`, { json: {} }),
    onSuccess: ({ attempt }) => notifySuccess(`Attempt ${attempt} began`, `The steps of ${name} are shown here.`),
    onError: (error) => notifyFailure("Nothing was begun", error),
    onSettled: () => queries.invalidateQueries({ queryKey: QUERY_KEY }),
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
      aria-label={`Try again for ${name}`}
    >
      Try again
    </Button>
  );
}
