"use client";

import {
  Button,
  Card,
  Group,
  Table,
  TableTbody,
  TableTd,
  TableTh,
  TableThead,
  TableTr,
  Text,
  Title,
} from "@mantine/core";
import { TableScroll } from "@/app/_ui/table-scroll";
import { IconPlayerPlay } from "@tabler/icons-react";
import { LinkButton } from "@/app/_ui/link-button";
import { formatCount } from "@/app/_ui/numbers";
import { STEPS, useRunNow } from "@/app/_ui/run-now";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { RunStep } from "@/lib/outreach/campaigns/schemas";
import type { Project } from "@/lib/company/projects/schemas";

type Progress = CampaignWithProgress["progress"][number];
type Props = { project: Project; campaign: CampaignWithProgress };

const SHOWN = ["drafted", "approved", "claimed", "sent", "bounced", "unknown", "failed", "cancelled"] as const;
const TITLES: Record<(typeof SHOWN)[number], string> = {
  drafted: "To approve",
  approved: "Approved",
  claimed: "Sending",
  sent: "Sent",
  bounced: "Bounced",
  unknown: "Unknown",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The sequence: how many mails of each step are in which state, and a way to run each step now. */
export function StepTable({ project, campaign }: Props) {
  const run = useRunNow({ workspaceId: project.workspace_id, projectId: project.id, campaignId: campaign.id });
  const active = campaign.status === "active";
  return (
    <Card component="section" aria-labelledby="sequence-title">
      <Group justify="space-between" gap="md">
        <Title order={2} id="sequence-title">
          Sequence
        </Title>
        <LinkButton href={`/companies/${project.id}/campaigns/${campaign.id}/sequence`} variant="default">
          Edit the sequence
        </LinkButton>
      </Group>
      <Text size="sm" c="dimmed" mt={2} mb="xs">
        {active
          ? "Steps run on schedule. “Run now” sends to everyone already due, inside your sending window."
          : "Steps run once the campaign is active."}
      </Text>
      <TableScroll minWidth={720} label="Emails by step and state">
        <Table verticalSpacing="sm" className="numbers">
          <TableThead>
            <TableTr>
              <TableTh>Step</TableTh>
              {SHOWN.map((state) => (
                <TableTh key={state} ta="right">
                  {state === "drafted" && campaign.awaiting_approval === 0 ? "Drafted" : TITLES[state]}
                </TableTh>
              ))}
              <TableTh ta="right" w={130}>
                <Text span size="sm" fw={700}>
                  Run
                </Text>
              </TableTh>
            </TableTr>
          </TableThead>
          <TableTbody>
            {stepsOf(campaign).map(({ step, label, does }) => (
              <TableTr key={step}>
                <TableTd fw={500} title={does}>
                  {label}
                </TableTd>
                {step === "preparation" ? <PreparationNote /> : <Counts progress={progressOf(campaign, step)} />}
                <TableTd ta="right">
                  <Button
                    size="xs"
                    variant="light"
                    leftSection={<IconPlayerPlay size={14} aria-hidden />}
                    onClick={() => run.mutate(step)}
                    loading={run.isPending && run.variables === step}
                    disabled={!active}
                    aria-label={`Run now: ${label}`}
                  >
                    Run now
                  </Button>
                </TableTd>
              </TableTr>
            ))}
            {campaign.step_delays_days.slice(STEPS.length - 1).map((_, index) => (
              <LaterStep key={index} step={index + STEPS.length} campaign={campaign} />
            ))}
          </TableTbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

/** The steps that a workflow of their own sends: those that the sequence has. */
const stepsOf = ({ step_delays_days: delays, progress }: CampaignWithProgress): typeof STEPS =>
  STEPS.filter((_, index) => index <= delays.length || progress.some(({ step }) => step === index));

/** A step that goes out with the third. */
const LaterStep = ({ step, campaign }: { step: number; campaign: CampaignWithProgress }) => (
  <TableTr>
    <TableTd fw={500}>Email {step}</TableTd>
    <Counts progress={campaign.progress.find((known) => known.step === step)} />
    <TableTd ta="right">
      <Text size="sm" c="dimmed">
        With email 3
      </Text>
    </TableTd>
  </TableTr>
);

const progressOf = (campaign: CampaignWithProgress, step: RunStep): Progress | undefined =>
  campaign.progress.find((known) => known.step === Number(step.at(-1)));

const PreparationNote = () => (
  <TableTd colSpan={SHOWN.length}>
    <Text size="sm" c="dimmed">
      Drafts the emails of each lead
    </Text>
  </TableTd>
);

function Counts({ progress }: { progress: Progress | undefined }) {
  return SHOWN.map((state) => {
    const count = progress?.[state] ?? 0;
    return (
      <TableTd key={state} ta="right" c={count === 0 ? "dimmed" : undefined} data-state={state}>
        {formatCount(count)}
      </TableTd>
    );
  });
}
