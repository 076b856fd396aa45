"use client";

import { Button, Menu, MenuDropdown, MenuItem, MenuTarget, Text, type ButtonProps } from "@mantine/core";
import { IconChevronDown, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RunStep } from "@/lib/campaigns/schemas";
import { api } from "./api-client";
import { notifyFailure, notifySuccess } from "./notify";

export const STEPS: readonly { step: RunStep; label: string; does: string }[] = [
  { step: "preparation", label: "Email preparation", does: "Drafts emails 1–3 for leads without drafts" },
  { step: "email_1", label: "Email 1", does: "Sends the first email to leads who are due" },
  { step: "email_2", label: "Email 2", does: "Sends the second email to leads who are due" },
  { step: "email_3", label: "Email 3", does: "Sends the third email to leads who are due" },
];

type Target = { workspaceId: string; projectId: string; campaignId: string };
type Props = Target & { look?: ButtonProps };

export function useRunNow({ workspaceId, projectId, campaignId }: Target) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: RunStep) =>
      api(`/api/campaigns/${campaignId}/run-now`, { json: { workspace_id: workspaceId, step } }),
    onSuccess: (_answer, step) => {
      const label = STEPS.find((known) => known.step === step)?.label ?? step;
      notifySuccess(`${label} is running`, "What it does appears in the ledger as it happens.");
      void queries.invalidateQueries({ queryKey: ["company", projectId] });
    },
    onError: (error) => notifyFailure("It was not started", error),
  });
}

/** Runs one step of a campaign now instead of at its next scheduled time. */
export function RunNow({ look, ...target }: Props) {
  const run = useRunNow(target);
  return (
    <Menu position="bottom-end" width={300}>
      <MenuTarget>
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          loading={run.isPending}
          {...look}
        >
          Run now
        </Button>
      </MenuTarget>
      <MenuDropdown>
        {STEPS.map(({ step, label, does }) => (
          <MenuItem key={step} onClick={() => run.mutate(step)}>
            {label}
            <Text size="xs" c="dimmed" component="div">
              {does}
            </Text>
          </MenuItem>
        ))}
      </MenuDropdown>
    </Menu>
  );
}
