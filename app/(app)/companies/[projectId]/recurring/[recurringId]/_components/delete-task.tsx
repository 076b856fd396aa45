"use client";

import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { Recurring } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";

/** Deletes a task after asking. */
export function DeleteTask({ project, task }: { project: Project; task: Recurring }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api(`/api/projects/${project.id}/recurring-tasks/${task.id}`, { method: "DELETE" }),
    onSuccess: () => router.push(`/companies/${project.id}/recurring`),
  });
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title="Delete this task?"
        keep="Keep it"
        action={{
          label: "Delete task",
          failed: "It was not deleted",
          run: () => remove.mutate(),
          pending: remove.isPending,
          error: remove.error,
        }}
      >
        “{task.title}” does not run again. The ledger keeps what it did.
      </ConfirmDialog>
    </>
  );
}
