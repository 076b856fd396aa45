"use client";

import { Accordion, Button, Group, Stack } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { LinkButton } from "@/app/_ui/link-button";
import { notifyFailure } from "@/app/_ui/notify";
import { PageHeader } from "@/app/_ui/page-header";
import { RepliesGate } from "@/app/_ui/replies-gate";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import { StatusBadge } from "@/app/_ui/status-badge";
import { WhenSeen } from "@/app/_ui/when-seen";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { Infrastructure } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { CampaignHealth } from "./campaign-health";
import { DraftsCard } from "./drafts-card";
import { EndCampaign } from "./end-campaign";
import { EngineDrifts } from "./engine-drifts";
import { GuardrailGate } from "./guardrail-gate";
import { NextSends } from "./next-sends";
import { StepTable } from "./step-table";
import { UnreadReplies } from "./unread-replies";
import { UnknownSends } from "./unknown-sends";
import { VariantResults } from "./variant-results";
import { WorkflowTable } from "./workflow-table";

/** Its form comes after what one looks at first. */
const CampaignSettings = dynamic(() => import("./campaign-settings").then((module) => module.CampaignSettings), {
  ssr: false,
  loading: () => <RowsSkeleton />,
});

const AudienceCard = dynamic(() => import("./audience-card").then((module) => module.AudienceCard), {
  ssr: false,
  loading: () => <RowsSkeleton />,
});

type Props = {
  project: Project;
  initial: CampaignWithProgress;
  schedule: Infrastructure | null;
  editorUrl: string | null;
};

const REFRESH_MS: Record<string, number> = { deploying: 1500, active: 4000 };

export function CampaignView({ project, initial, schedule, editorUrl }: Props) {
  const query = { workspace_id: project.workspace_id };
  const read = useQuery({
    queryKey: ["company", project.id, "campaign", initial.id],
    queryFn: ({ signal }) => api<CampaignWithProgress>(`/api/campaigns/${initial.id}`, { query, signal }),
    initialData: initial,
    // Drafts make no line in the ledger, so an active campaign is also asked from time to time.
    refetchInterval: ({ state }) => REFRESH_MS[state.data?.status ?? ""] ?? false,
  });
  const campaign = read.data;
  return (
    <>
      <PageHeader
        title={
          <Group gap="sm" component="span" wrap="wrap">
            <span>{campaign.name}</span> <StatusBadge status={campaign.status} />
          </Group>
        }
        back={{ href: `/companies/${project.id}/campaigns`, label: "Campaigns" }}
        actions={
          <>
            <LinkButton href={`/companies/${project.id}/campaigns/${campaign.id}/tests`} variant="default">
              Test a workflow
            </LinkButton>
            <Switch project={project} campaign={campaign} />
            <EndCampaign project={project} campaign={campaign} />
          </>
        }
      />
      <Stack gap="lg">
        {read.isError && (
          <Failure title="The campaign could not be refreshed" error={read.error} onRetry={() => void read.refetch()} />
        )}
        <CampaignHealth project={project} campaign={campaign} />
        {campaign.status !== "draft" && <EngineDrifts project={project} campaignId={campaign.id} />}
        {campaign.status === "active" && <GuardrailGate project={project} />}
        <RepliesGate project={project} />
        <UnreadReplies project={project} />
        <UnknownSends project={project} campaignId={campaign.id} />
        <DraftsCard projectId={project.id} campaign={campaign} />
        <StepTable project={project} campaign={campaign} />
        <VariantResults project={project} campaignId={campaign.id} />
        <NextSends project={project} campaignId={campaign.id} />
        <WhenSeen minHeight={240}>
          <AudienceCard project={project} campaignId={campaign.id} />
        </WhenSeen>
        <WhenSeen minHeight={240}>
          <CampaignSettings key={campaign.id} project={project} campaign={campaign} schedule={schedule} />
        </WhenSeen>
        <Technical project={project} campaign={campaign} editorUrl={editorUrl} />
      </Stack>
    </>
  );
}

type TechnicalProps = { project: Project; campaign: CampaignWithProgress; editorUrl: string | null };

/** The workflows and their ids, for authors of workflows; folded, because a founder needs none of it. */
function Technical({ project, campaign, editorUrl }: TechnicalProps) {
  return (
    <Accordion variant="separated" radius="lg" order={2}>
      <Accordion.Item value="technical">
        <Accordion.Control>Engine details: seven workflows in n8n</Accordion.Control>
        <Accordion.Panel>
          <WorkflowTable project={project} campaign={campaign} editorUrl={editorUrl} />
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** Pauses what sends, activates what does not. */
function Switch({ project, campaign }: { project: Project; campaign: CampaignWithProgress }) {
  const queries = useQueryClient();
  const { status } = campaign;
  const change = useMutation({
    mutationFn: (verb: "pause" | "activate") =>
      api(`/api/campaigns/${campaign.id}/${verb}`, { method: "POST", query: { workspace_id: project.workspace_id } }),
    onError: (error) => notifyFailure("The campaign stays as it is", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  if (status === "active") {
    return (
      <Button
        variant="default"
        leftSection={<IconPlayerPause size={16} aria-hidden />}
        onClick={() => change.mutate("pause")}
        loading={change.isPending}
      >
        Pause
      </Button>
    );
  }
  if (status === "draft" || status === "paused" || status === "failed" || status === "deploying") {
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={() => change.mutate("activate")}
        loading={change.isPending || status === "deploying"}
      >
        {status === "paused" ? "Resume" : "Activate"}
      </Button>
    );
  }
  return null;
}
