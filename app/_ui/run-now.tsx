"use client";

import { Button, Group } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RunAnswer, RunStep } from "@/lib/outreach/campaigns/schemas";
import { api } from "./api-client";
import { notifyFailure, notifySuccess } from "./notify";

export const STEPS: readonly { step: RunStep; label: string; does: string }[] = [
  { step: "preparation", label: "Email preparation", does: "Drafts the emails that leads have none of yet" },
  { step: "email_1", label: "Email 1", does: "Sends the first email to leads who are due" },
  { step: "email_2", label: "Email 2", does: "Sends the second email to leads who are due" },
  { step: "email_3", label: "Email 3", does: "Sends the third email, and each later one, to leads who are due" },
];

type Target = { workspaceId: string; projectId: string; campaignId: string };

export function useRunNow({ workspaceId, projectId, campaignId }: Target) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: RunStep) =>
      api<RunAnswer>(`/api/campaigns/${campaignId}/run-now`, { json: { workspace_id: workspaceId, step } }),
    onSuccess: ({ message }, step) => {
      notifySuccess(STEPS.find((known) => known.step === step)?.label ?? step, message);
      void queries.invalidateQueries({ queryKey: ["company", projectId] });
    },
    onError: (error) => notifyFailure("It was not started", error),
  });
}

/** Runs one step of a campaign now instead of at its next scheduled time. */
export function RunNow(target: Target) {
  const run = useRunNow(target);
  return (
    <Group gap="xs" role="group" aria-label="Run now">
      {STEPS.slice(0, 2).map(({ step, label, does }, index) => (
        <Button
          key={step}
          variant={index === 0 ? "filled" : "default"}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={() => run.mutate(step)}
          loading={run.isPending && run.variables === step}
          title={does}
          aria-label={`Run ${label} now`}
        >
          Run {label.toLowerCase()}
        </Button>
      ))}
    </Group>
  );
}
