"use client";

import { Button } from "@mantine/core";
import { IconTool } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";

/** Deploys, publishes and checks a campaign's workflows again. */
export function RepairButton({ project, campaignId }: { project: Project; campaignId: string }) {
  const repair = useMutation({
    mutationFn: () =>
      api(`/api/campaigns/${campaignId}/repair`, { method: "POST", query: { workspace_id: project.workspace_id } }),
    onSuccess: () =>
      notifySuccess(
        "Repairing the workflows",
        "They are deployed and checked again. The ledger says when they answer.",
      ),
    onError: (error) => notifyFailure("The workflows stay as they are", error),
  });
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconTool size={14} aria-hidden />}
      onClick={() => repair.mutate()}
      loading={repair.isPending}
    >
      Repair
    </Button>
  );
}
