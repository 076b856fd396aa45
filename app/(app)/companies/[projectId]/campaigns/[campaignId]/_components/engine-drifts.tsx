"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconTool } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { formatCounted } from "@/app/_ui/numbers";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { Drift } from "@/lib/operations/watchdog/schemas";

type Props = { project: Project; campaignId: string };

const REFRESH_MS = 30_000;

/** Where the outreach engine differs from this campaign. Most differences are put right within minutes; the others wait for a person. */
export function EngineDrifts({ project, campaignId }: Props) {
  const read = useQuery({
    queryKey: ["company", project.id, "drifts", campaignId],
    queryFn: ({ signal }) =>
      api<{ data: Drift[] }>(`/api/campaigns/${campaignId}/drifts`, {
        query: { workspace_id: project.workspace_id },
        signal,
      }),
    refetchInterval: REFRESH_MS,
  });
  if (read.isError) {
    return (
      <Failure
        title="The state of the outreach engine could not be loaded"
        error={read.error}
        onRetry={() => void read.refetch()}
      />
    );
  }
  const drifts = read.data?.data ?? [];
  if (drifts.length === 0) return null;
  const waiting = drifts.filter(waits).length;
  return (
    <Alert
      color={waiting > 0 ? "orange" : "blue"}
      icon={<IconTool size={18} aria-hidden />}
      title={
        waiting > 0
          ? `${formatCounted(waiting, "workflow needs", "workflows need")} your decision`
          : `Repairing ${formatCounted(drifts.length, "workflow", "workflows")} by itself`
      }
    >
      <Stack gap="sm">
        {drifts.map((drift) => (
          <DriftRow key={drift.id} project={project} drift={drift} />
        ))}
      </Stack>
    </Alert>
  );
}

/** Given up after three repairs, or changed by hand. */
const waits = ({ state, kind }: Drift): boolean => state === "quarantined" || kind === "content_drift";

function DriftRow({ project, drift }: { project: Project; drift: Drift }) {
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      api(`/api/drifts/${drift.id}/retry`, { method: "POST", query: { workspace_id: project.workspace_id } }),
    onSuccess: () => notifySuccess("Repair started", "A look at n8n in a minute says whether it helped."),
    onError: (error) => notifyFailure("Nothing was repaired", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  return (
    <Group justify="space-between" gap="sm">
      <div style={{ flex: "1 1 260px", minWidth: 0, overflowWrap: "anywhere" }}>
        <Text size="sm">{drift.words}</Text>
        <Text size="xs" component="div">
          Since <When iso={drift.first_seen_at} />
          {drift.tries > 0 && ` · ${formatCounted(drift.tries, "repair", "repairs")} tried`}
        </Text>
      </div>
      {waits(drift) && (
        <Button
          size="xs"
          color="orange"
          variant="outline"
          aria-label={`${labelOf(drift)}: ${drift.title}`}
          onClick={() => retry.mutate()}
          loading={retry.isPending}
        >
          {labelOf(drift)}
        </Button>
      )}
    </Group>
  );
}

const labelOf = ({ kind }: Drift): string => (kind === "content_drift" ? "Put ours back" : "Try again");
