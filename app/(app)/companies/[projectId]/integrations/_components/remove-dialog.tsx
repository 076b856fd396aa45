"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { ProviderState } from "@/lib/company/integrations/schemas";
import { PROVIDERS } from "./provider-words";

type Props = { projectId: string; state: ProviderState; opened: boolean; onClose: () => void };

export function RemoveDialog({ projectId, state, opened, onClose }: Props) {
  const { name } = PROVIDERS[state.provider];
  const router = useRouter();
  const removal = useMutation({
    mutationFn: () => api(`/api/projects/${projectId}/integrations/${state.provider}`, { method: "DELETE" }),
    onSuccess: () => {
      onClose();
      router.refresh();
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Remove ${name}`}
      keep="Keep it"
      action={{
        label: `Remove ${name}`,
        failed: `${name} was not removed`,
        run: () => removal.mutate(),
        pending: removal.isPending,
        error: removal.error,
      }}
    >
      Greenlight forgets the key.{" "}
      {state.fallback_allowed
        ? "Its shared account acts from then on, where there is one."
        : "Nothing acts at this provider until you connect it again."}
    </ConfirmDialog>
  );
}
