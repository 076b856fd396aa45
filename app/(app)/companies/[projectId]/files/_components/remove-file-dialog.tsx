"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { Asset } from "@/lib/company/assets/schemas";

type Props = { projectId: string; file: Asset; onClose: () => void };

export function RemoveFileDialog({ projectId, file, onClose }: Props) {
  const router = useRouter();
  const removal = useMutation({
    mutationFn: () => api(`/api/projects/${projectId}/assets/${file.id}`, { method: "DELETE" }),
    onSuccess: () => {
      onClose();
      router.refresh();
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Remove the file"
      keep="Keep it"
      action={{
        label: "Remove",
        failed: "The file was not removed",
        run: () => removal.mutate(),
        pending: removal.isPending,
        error: removal.error,
      }}
    >
      “{file.name}” is deleted for every member. A website that was published with it keeps its copy.
    </ConfirmDialog>
  );
}
