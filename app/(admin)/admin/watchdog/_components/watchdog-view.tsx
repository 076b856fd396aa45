"use client";

import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconEyeCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { Link } from "@/app/_ui/link";
import { formatCounted } from "@/app/_ui/numbers";
import { StatusBadge } from "@/app/_ui/status-badge";
import { When } from "@/app/_ui/when";
import type { AdminDrift, WatchdogRun } from "@/lib/operations/watchdog/schemas";

type Seen = { data: WatchdogRun[]; drifts: AdminDrift[] };

const REFRESH_MS = 10_000;

/** Open differences, those first for which repairs did not help; then the newest checks. */
export function WatchdogView({ initial }: { initial: Seen }) {
  const read = useQuery({
    queryKey: ["admin", "watchdog"],
    queryFn: ({ signal }) => api<Seen>("/api/admin/watchdog/runs", { signal }),
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const { data, drifts } = read.data;
  return (
    <Stack gap="lg">
      {read.isError && (
        <Failure title="The checks could not be refreshed" error={read.error} onRetry={() => void read.refetch()} />
      )}
      <Card component="section" aria-labelledby="differences-title">
        <Title order={2} id="differences-title" mb="sm">
          Open differences
        </Title>
        {drifts.length === 0 && (
          <Text size="sm" c="dimmed">
            n8n holds what every campaign wants.
          </Text>
        )}
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {drifts.map((drift) => (
            <DriftLine key={drift.id} drift={drift} />
          ))}
        </Stack>
      </Card>
      <Card component="section" aria-labelledby="checks-title">
        <Title order={2} id="checks-title" mb="sm">
          Checks
        </Title>
        {data.length === 0 && (
          <Blank icon={<IconEyeCheck size={26} />} title="No check yet">
            The first one follows a launch. Press “Check now” to begin one.
          </Blank>
        )}
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {data.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </Stack>
      </Card>
    </Stack>
  );
}

const BADGES: Record<string, string> = { quarantined: "failed", open: "deploying", seen: "seen once" };

function DriftLine({ drift }: { drift: AdminDrift }) {
  const { workspace_id, workspace_name, words, state, tries, first_seen_at, kind } = drift;
  return (
    <Group component="li" justify="space-between" gap="sm" align="flex-start">
      <div style={{ flex: "1 1 260px", minWidth: 0, overflowWrap: "anywhere" }}>
        <Text size="sm">{words}</Text>
        <Text size="xs" c="dimmed" component="div">
          <Link href={`/admin/workspaces/${workspace_id}`}>{workspace_name}</Link> · {kind.replaceAll("_", " ")} · since{" "}
          <When iso={first_seen_at} />
          {tries > 0 && ` · ${formatCounted(tries, "repair", "repairs")} tried`}
        </Text>
      </div>
      <StatusBadge status={state === "open" && tries === 0 ? "open" : (BADGES[state] ?? state)} />
    </Group>
  );
}

function RunLine({ run }: { run: WatchdogRun }) {
  return (
    <Group component="li" justify="space-between" gap="sm" align="flex-start">
      <div style={{ flex: "1 1 260px", minWidth: 0, overflowWrap: "anywhere" }}>
        <Text size="sm">{resultOf(run)}</Text>
        <Text size="xs" c="dimmed" component="div">
          <Link href={`/admin/workspaces/${run.workspace_id}`}>{run.workspace_name}</Link> · {CAUSES[run.cause]} ·{" "}
          <When iso={run.started_at} />
        </Text>
      </div>
      <StatusBadge status={run.status === "completed" ? "done" : run.status} />
    </Group>
  );
}

const CAUSES: Record<WatchdogRun["cause"], string> = {
  schedule: "every 15 minutes",
  recheck: "second look",
  deployment: "after a deployment",
  heartbeat: "after a change of the machine",
  administrator: "asked for by an administrator",
  founder: "asked for by the founder",
};

function resultOf({ status, reached, found, healed, closed, held_kinds, error }: WatchdogRun): string {
  if (status === "running") return "Looking at n8n";
  if (status === "failed") return `The check ended early: ${error ?? "unknown"}`;
  if (!reached) return "n8n did not answer, so nothing was judged";
  const held =
    held_kinds.length > 0 ? `, left alone because too many companies differ alike: ${held_kinds.join(", ")}` : "";
  if (found === 0 && closed === 0) return `Everything matches${held}`;
  return `${formatCounted(found, "difference", "differences")}, ${formatCounted(healed, "repair", "repairs")} begun, ${closed} put right${held}`;
}
