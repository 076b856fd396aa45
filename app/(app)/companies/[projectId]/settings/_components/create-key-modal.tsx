"use client";

import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import type { Project } from "@/lib/company/projects/schemas";
import type { WorkspaceKey } from "@/lib/foundation/credentials/schemas";
import { CreateKeyForm, type NewKey } from "./create-key-form";
import { curlExample } from "./key-example";
import type { ScopeGroup } from "./scope-words";
import { ShownOnce } from "./shown-once";

type Props = { project: Project; offered: ScopeGroup[]; opened: boolean; onClose: () => void };

export function CreateKeyModal({ project, offered, opened, onClose }: Props) {
  const router = useRouter();
  const creation = useMutation({
    mutationFn: (input: NewKey) =>
      api<WorkspaceKey & { key: string }>(`/api/workspaces/${project.workspace_id}/keys`, { json: input }),
    onSuccess: () => router.refresh(),
  });
  const close = (): void => {
    onClose();
    creation.reset();
  };
  const made = creation.data;
  const place = { workspaceId: project.workspace_id, projectId: project.id };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? `The key “${made.name}”` : "New API key"}
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      size="xl"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {made ? (
        <ShownOnce
          secret={made.key}
          testId="new-key"
          example={curlExample(made.key, made.scopes, { origin: window.location.origin, ...place })}
          onDone={close}
        >
          It is shown this one time and cannot be read again.
        </ShownOnce>
      ) : (
        <CreateKeyForm
          offered={offered}
          onSubmit={(input) => creation.mutate(input)}
          pending={creation.isPending}
          error={creation.error}
          onCancel={close}
        />
      )}
    </Modal>
  );
}
