"use client";

import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { PageHeader } from "@/app/_ui/page-header";
import { StatusBadge } from "@/app/_ui/status-badge";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { TestRun, TestRunDetails } from "@/lib/operations/sandbox/schemas";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import { RunCard } from "./run-card";
import { StartForm } from "./start-form";
import { useTestRun } from "./use-test-run";

type Props = {
  project: Project;
  campaign: CampaignWithProgress;
  history: TestRun[];
  latest: TestRunDetails | null;
};

/** Tests of a campaign's workflows: start one, watch it node by node, and look at earlier ones. */
export function TestsView({ project, campaign, history, latest }: Props) {
  const [openId, setOpenId] = useState(latest?.id ?? null);
  const run = useTestRun({ project, runId: openId, initial: latest });
  const runs = useQuery({
    queryKey: ["company", project.id, "test-runs", campaign.id],
    queryFn: ({ signal }) =>
      api<{ data: TestRun[] }>("/api/sandbox/history", {
        query: { workspace_id: project.workspace_id, campaign_id: campaign.id },
        signal,
      }),
    initialData: { data: history },
  });
  return (
    <>
      <PageHeader
        title="Tests"
        description={`Watch the workflows of “${campaign.name}” at work, without a lead.`}
        back={{ href: `/companies/${project.id}/campaigns/${campaign.id}`, label: campaign.name }}
      />
      <Stack gap="lg">
        <StartForm project={project} campaign={campaign} onStarted={setOpenId} />
        {run.isError && (
          <Failure title="The test could not be read" error={run.error} onRetry={() => void run.refetch()} />
        )}
        {run.data && <RunCard run={run.data} />}
        {openId === null && (
          <Blank icon={<IconFlask size={26} />} title="No test yet">
            Run the test above: each step of the workflow lights up here while n8n does it.
          </Blank>
        )}
        <History runs={runs.data.data} openId={openId} onOpen={setOpenId} />
      </Stack>
    </>
  );
}

type HistoryProps = { runs: readonly TestRun[]; openId: string | null; onOpen: (id: string) => void };

function History({ runs, openId, onOpen }: HistoryProps) {
  if (runs.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="history-title">
      <Title order={2} id="history-title" mb="sm">
        Earlier tests
      </Title>
      <Stack gap="xs" component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {runs.map((run) => (
          <Group key={run.id} component="li" justify="space-between" gap="xs">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={500}>
                {run.name} · <When iso={run.created_at} />
              </Text>
              {run.error && (
                <Text size="xs" c="red" style={{ overflowWrap: "anywhere" }}>
                  {run.error}
                </Text>
              )}
            </div>
            <Group gap="xs" wrap="nowrap">
              <StatusBadge status={run.status === "completed" ? "done" : run.status} />
              <Button
                size="xs"
                variant="default"
                disabled={run.id === openId}
                onClick={() => onOpen(run.id)}
                aria-label={`Open the test of ${run.name}`}
              >
                Open
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
