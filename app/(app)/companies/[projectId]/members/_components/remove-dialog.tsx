"use client";

import { Text } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";
import { useAccessChange } from "./use-members";

type Props = { project: Project; member: ShownMember | null; onClose: () => void };

export function RemoveDialog({ project, member, onClose }: Props) {
  // Keeps the name in the words while the dialog fades out.
  const [last, setLast] = useState(member);
  if (member && member !== last) setLast(member);
  const removal = useAccessChange(project, onClose);
  const close = (): void => {
    removal.reset();
    onClose();
  };
  const remove = ({ email, user_id }: ShownMember): void =>
    removal.mutate(
      { path: `members/${encodeURIComponent(user_id)}`, method: "DELETE" },
      { onSuccess: () => notifySuccess("Removed", `${email} is not a member any more.`) },
    );
  if (!last) return null;
  return (
    <ConfirmDialog
      opened={member !== null}
      onClose={close}
      title={`Remove ${last.email}?`}
      keep="Keep"
      action={{
        label: "Remove",
        failed: `${last.email} was not removed`,
        run: () => remove(last),
        pending: removal.isPending,
        error: removal.error,
      }}
    >
      <Text size="sm">
        {last.email} cannot open <b>{project.name}</b> any more, from this moment on: open pages close within seconds.
        What they did stays in the ledger; API keys they made and invitations they sent end with them.
      </Text>
    </ConfirmDialog>
  );
}
