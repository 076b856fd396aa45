"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { notifySuccess } from "@/app/_ui/notify";
import type { WorkspaceKey } from "@/lib/foundation/credentials/schemas";

type Props = { workspaceId: string; row: WorkspaceKey | null; onClose: () => void };

export function RevokeKeyDialog({ workspaceId, row, onClose }: Props) {
  const router = useRouter();
  // Keeps the name in the words while the dialog fades out.
  const [last, setLast] = useState(row);
  if (row && row !== last) setLast(row);
  const revocation = useMutation({
    mutationFn: ({ id }: WorkspaceKey) => api(`/api/workspaces/${workspaceId}/keys/${id}`, { method: "DELETE" }),
    onSuccess: (_answer, { name }) => {
      onClose();
      router.refresh();
      notifySuccess("Key revoked", `“${name}” does not work any more.`);
    },
  });
  if (!last) return null;
  return (
    <ConfirmDialog
      opened={row !== null}
      onClose={() => {
        revocation.reset();
        onClose();
      }}
      title={`Revoke the key “${last.name}”?`}
      keep="Keep it"
      action={{
        label: "Revoke",
        failed: "The key was not revoked",
        run: () => revocation.mutate(last),
        pending: revocation.isPending,
        error: revocation.error,
      }}
    >
      The key ending in {last.last_four} stops working at once. Scripts that still send it are refused; it cannot be
      taken back.
    </ConfirmDialog>
  );
}
