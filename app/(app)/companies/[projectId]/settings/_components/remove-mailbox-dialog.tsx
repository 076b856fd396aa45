"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { Mailbox, RemovedMailbox } from "@/lib/outreach/mailbox/schemas";
import { movedWords } from "./moved-words";

type Props = { project: Project; row: Mailbox | null; onClose: () => void };

export function RemoveMailboxDialog({ project, row, onClose }: Props) {
  const router = useRouter();
  // Keeps the address in the words while the dialog fades out.
  const [last, setLast] = useState(row);
  if (row && row !== last) setLast(row);
  const removal = useMutation({
    mutationFn: ({ mailbox }: Mailbox) =>
      api<RemovedMailbox>(`/api/mailboxes/${mailbox}`, {
        method: "DELETE",
        query: { workspace_id: project.workspace_id },
      }),
    onSuccess: ({ waiting, ...moved }) => {
      onClose();
      router.refresh();
      const rest = waiting === 0 ? "" : ` ${waiting} in the middle of a sequence wait until you move them.`;
      notifySuccess("Mailbox removed", `${movedWords(moved)}${rest}`);
    },
  });
  if (!last) return null;
  return (
    <ConfirmDialog
      opened={row !== null}
      onClose={() => {
        removal.reset();
        onClose();
      }}
      title={`Remove the mailbox ${last.address}?`}
      keep="Keep it"
      action={{
        label: "Remove",
        failed: "The mailbox was not removed",
        run: () => removal.mutate(last),
        pending: removal.isPending,
        error: removal.error,
      }}
    >
      Its password is deleted. People who were not written to yet go to your other mailboxes, and what you approved for
      them waits for approval again. People in the middle of a sequence wait until you move them.
    </ConfirmDialog>
  );
}
