"use client";

import { Checkbox, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { leadName } from "@/app/_ui/lead-words";
import { notifySuccess } from "@/app/_ui/notify";
import { unsentEmails, type WithVoided } from "@/app/_ui/voided-approvals";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";

type Props = { project: Project; lead: Lead; opened: boolean; onClose: () => void };

export function DeleteLeadDialog({ project, lead, opened, onClose }: Props) {
  const router = useRouter();
  const [forGood, setForGood] = useState(false);
  const erase = useMutation({
    mutationFn: () =>
      api<WithVoided>(`/api/leads/${lead.id}`, {
        method: "DELETE",
        query: { workspace_id: project.workspace_id, do_not_contact: String(forGood) },
      }),
    onSuccess: (erased) => {
      notifySuccess("The lead was deleted", unsentEmails(erased));
      router.push(`/companies/${project.id}/leads`);
    },
  });
  const action = { label: "Delete lead", failed: "The lead was not deleted", run: () => erase.mutate() };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Delete ${leadName(lead)}?`}
      keep="Keep the lead"
      action={{ ...action, pending: erase.isPending, error: erase.error }}
    >
      <Stack gap="sm">
        <span>
          Everything about this person is erased and waiting emails are not sent. This cannot be undone; an opt-out
          stays in force.
        </span>
        <Checkbox
          label="Never contact this person again, even if they are imported once more"
          checked={forGood}
          onChange={({ currentTarget }) => setForGood(currentTarget.checked)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
