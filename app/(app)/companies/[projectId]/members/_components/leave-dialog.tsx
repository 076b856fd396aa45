"use client";

import { Text } from "@mantine/core";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { Project } from "@/lib/company/projects/schemas";
import { useAccessChange } from "./use-members";

type Props = { project: Project; opened: boolean; onClose: () => void };

export function LeaveDialog({ project, opened, onClose }: Props) {
  const leave = useAccessChange(project, () => window.location.assign("/companies?left=1"));
  const close = (): void => {
    leave.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={`Leave ${project.name}?`}
      keep="Stay"
      action={{
        label: "Leave",
        failed: `You are still a member of ${project.name}`,
        run: () => leave.mutate({ path: "leave", method: "POST" }),
        pending: leave.isPending || leave.isSuccess,
        error: leave.error,
      }}
    >
      <Text size="sm">
        You cannot open <b>{project.name}</b> any more. To come back, you need a new invitation. If you are an owner or
        admin, its webhook token and secret keys are replaced, and the others are notified.
      </Text>
    </ConfirmDialog>
  );
}
