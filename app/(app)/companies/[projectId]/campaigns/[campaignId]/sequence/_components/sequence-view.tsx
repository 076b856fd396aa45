"use client";

import { Button, Card, Grid, GridCol, Stack, Textarea } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Failure } from "@/app/_ui/failure";
import { PageHeader } from "@/app/_ui/page-header";
import type { Project } from "@/lib/company/projects/schemas";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { Sequence } from "@/lib/outreach/sequence/schemas";
import { SequencePreviewCard } from "./sequence-preview";
import { StepCard } from "./step-card";
import { MOST_STEPS, movedUp, newStep, without, type Step } from "./steps";
import { useSequence } from "./use-sequence";

const Conflict = dynamic(() => import("./conflict").then((module) => module.Conflict));

type Props = { project: Project; campaign: CampaignWithProgress; saved: Sequence };
type Shown = { step: number; variant: number };

/** The emails of a campaign: in which order, how long apart, and what each one says, with a preview beside it. */
export function SequenceView({ project, campaign, saved }: Props) {
  const { edited, change, save, conflict, savable, errors } = useSequence({ project, saved });
  const [shown, setShown] = useState<Shown>({ step: 1, variant: 1 });
  const { steps, signature } = edited;
  const setSteps = (next: readonly Step[]): void => change({ ...edited, steps: next });
  const at = Math.min(shown.step, steps.length);
  return (
    <>
      <PageHeader
        title="Sequence"
        description={`The emails of “${campaign.name}”. A person who answers, bounces or unsubscribes gets no further one.`}
        back={{ href: `/companies/${project.id}/campaigns/${campaign.id}`, label: campaign.name }}
        actions={
          <Button onClick={() => save.mutate(edited)} loading={save.isPending} disabled={!savable}>
            Save sequence
          </Button>
        }
      />
      <Grid gap="lg">
        <GridCol span={{ base: 12, lg: 7 }}>
          <Stack gap="md">
            {conflict.theirs && <Conflict theirs={conflict.theirs} onResolve={conflict.resolve} />}
            {save.isError && !conflict.theirs && <Failure title="The sequence was not saved" error={save.error} />}
            {steps.map((step, index) => (
              <StepCard
                key={step.key}
                step={step}
                index={index}
                last={index === steps.length - 1}
                alone={steps.length === 1}
                variables={saved.variables}
                results={saved.results.filter((result) => result.step === index + 1)}
                errors={errors}
                onChange={(next) => setSteps(steps.map((other) => (other.key === step.key ? next : other)))}
                onMove={(direction) => setSteps(movedUp(steps, direction === "up" ? index : index + 1))}
                onRemove={() => setSteps(without(steps, index))}
                onShow={(variant) => setShown({ step: index + 1, variant })}
              />
            ))}
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setSteps([...steps, newStep()])}
              disabled={steps.length >= MOST_STEPS}
            >
              {steps.length >= MOST_STEPS ? "A sequence has at most 10 emails" : "Add an email"}
            </Button>
            <Signature
              value={signature}
              error={errors["signature"]}
              onChange={(next) => change({ ...edited, signature: next })}
            />
          </Stack>
        </GridCol>
        <GridCol span={{ base: 12, lg: 5 }}>
          <SequencePreviewCard
            project={project}
            campaignId={campaign.id}
            edited={edited}
            shown={{ step: at, variant: at === shown.step ? shown.variant : 1 }}
            onShow={setShown}
          />
        </GridCol>
      </Grid>
    </>
  );
}

type SignatureProps = { value: string; error: string | undefined; onChange: (signature: string) => void };

const Signature = ({ value, error, onChange }: SignatureProps) => (
  <Card>
    <Textarea
      label="Signature"
      description="Added below each email when it is sent, with the sender of that moment: {{sender_name}}, {{sender_company}}, {{booking_link}} …"
      autosize
      minRows={2}
      maxLength={1000}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </Card>
);
