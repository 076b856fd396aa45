"use client";

import { Button, Card, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import dynamic from "next/dynamic";
import { ApiError, type MissingItem } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { PageHeader } from "@/app/_ui/page-header";
import { RepliesGate } from "@/app/_ui/replies-gate";
import { isRunning, useIgnition, type IgnitionView } from "@/app/_ui/use-ignition";
import { StepList } from "@/app/_ui/step-list";
import type { Project } from "@/lib/company/projects/schemas";
import { AfterLaunch } from "./after-launch";
import { LaunchFailure } from "./launch-failure";
import type { LaunchPreview as Preview } from "@/lib/operations/onboarding/preview-launch";
import type { Concern } from "@/lib/operations/onboarding/schemas";
import { LaunchPreview } from "./launch-preview";
import { MissingList } from "./missing-list";
import { useCancelLaunch, useLaunch } from "./use-launch";

const MachinePlanCard = dynamic(() => import("./machine-plan").then((module) => module.MachinePlanCard));

type Props = {
  project: Project;
  initial: IgnitionView;
  missing: MissingItem[];
  preview: Preview | null;
  concerns: readonly Concern[];
  /** Whether a launch orders a machine that is paid for. */
  ordersMachine: boolean;
};

export function LaunchView({ project, initial, missing, preview, concerns, ordersMachine }: Props) {
  const status = useIgnition(project, initial);
  const launch = useLaunch(project);
  const ignition = status.data;
  const stillMissing =
    launch.error instanceof ApiError && launch.error.missing.length > 0 ? launch.error.missing : missing;
  const again = ignition.status === "failed" || ignition.status === "cancelled";

  return (
    <>
      <PageHeader
        title="Launch"
        description={DESCRIPTIONS[phaseOf(ignition.status)]}
        actions={isRunning(ignition.status) && <CancelButton project={project} ignition={ignition} />}
      />
      <Stack gap="lg" maw={760}>
        <VisuallyHidden role="status">{announce(ignition)}</VisuallyHidden>
        {ignition.status === "active" && <AfterLaunch project={project} campaignId={ignition.campaign_id} />}
        {again && <LaunchFailure project={project} ignition={ignition} />}
        {launch.isError && stillMissing.length === 0 && (
          <Failure title="The launch was not started" error={launch.error} />
        )}
        {status.isError && (
          <Failure
            title="The progress could not be loaded"
            error={status.error}
            onRetry={() => void status.refetch()}
          />
        )}
        <RepliesGate project={project} />
        {!isRunning(ignition.status) && ignition.status !== "active" && (
          <Card>
            {stillMissing.length > 0 ? (
              <MissingList projectId={project.id} missing={stillMissing} />
            ) : (
              <>
                {again && <Text mb="sm">You can launch again whenever you like.</Text>}
                {preview && (
                  <LaunchPreview
                    project={project}
                    preview={preview}
                    concerns={concerns}
                    campaignId={ignition.campaign_id}
                  />
                )}
              </>
            )}
            <Group mt="md">
              <Button
                size="md"
                onClick={() => launch.mutate()}
                loading={launch.isPending}
                disabled={stillMissing.length > 0}
              >
                {again ? "Try again" : "Launch"}
              </Button>
            </Group>
          </Card>
        )}
        {ordersMachine && !isRunning(ignition.status) && ignition.status !== "active" && (
          <MachinePlanCard project={project} />
        )}
        {ignition.steps.length > 0 && (
          <StepList label="Steps of the launch" steps={ignition.steps} cancelled={ignition.status === "cancelled"} />
        )}
      </Stack>
    </>
  );
}

const DESCRIPTIONS = {
  before: "One press sets up your company’s own outreach engine.",
  running: "You can leave this page; the launch goes on by itself.",
  undoing: "Something went wrong. Undoing the steps, last one first.",
  active: "Your outreach engine is set up and watched.",
};

function phaseOf(status: IgnitionView["status"]): keyof typeof DESCRIPTIONS {
  if (status === "active") return "active";
  if (status === "rollback_in_progress") return "undoing";
  return isRunning(status) ? "running" : "before";
}

function announce({ status, steps }: IgnitionView): string {
  if (status === "active") return "The launch is complete.";
  if (status === "cancelled") return "The launch was cancelled, and its steps were undone.";
  if (status === "failed") return "The launch ended, and its steps were undone.";
  const now = steps.find((step) => step.status === "running" || step.status === "undoing");
  return now ? `${now.status === "undoing" ? "Undoing" : "Now"}: ${now.title}` : "";
}

function CancelButton({ project, ignition }: { project: Project; ignition: IgnitionView }) {
  const cancel = useCancelLaunch(project);
  if (ignition.status === "rollback_in_progress") return null;
  return (
    <Button variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending} disabled={cancel.isSuccess}>
      {cancel.isSuccess ? "Cancelling…" : "Cancel launch"}
    </Button>
  );
}
