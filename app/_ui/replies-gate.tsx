"use client";

import { Alert, Button, Group } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Project } from "@/lib/company/projects/schemas";
import { api } from "./api-client";
import { Failure } from "./failure";
import { LinkButton } from "./link-button";
import { notifyFailure } from "./notify";
import { usePacing } from "./use-pacing";

/** Says that no mailbox for replies is connected, and lets the founder confirm that they read them, or take that back. */
export function RepliesGate({ project }: { project: Project }) {
  const read = usePacing(project);
  const pacing = read.data;
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: (reads: boolean) =>
      api("/api/mailbox/replies", {
        method: "PUT",
        json: { workspace_id: project.workspace_id, read_by_founder: reads },
      }),
    onError: (error) => notifyFailure("Nothing was changed", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  if (read.isError && !pacing) {
    return (
      <Failure
        title="Whether follow-ups wait could not be loaded"
        error={read.error}
        onRetry={() => void read.refetch()}
      />
    );
  }
  if (!pacing?.paced) return null;
  if (pacing.replies_read_since !== null) {
    return (
      <Alert color="gray" title="Answers are not read here" icon={<IconInbox size={18} aria-hidden />}>
        Follow-ups leave without a connected mailbox, because a founder said that they read the answers, or because the
        account had sent before this was asked. Stop people who answer on their page, or connect a mailbox.
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={() => confirm.mutate(false)} loading={confirm.isPending}>
            Take this back
          </Button>
        </Group>
      </Alert>
    );
  }
  if (pacing.replies_heard) return null;
  return (
    <Alert color="yellow" title="No mailbox for replies is connected" icon={<IconInbox size={18} aria-hidden />}>
      Only first emails leave. Follow-ups wait, because they would also go to people who answered.
      <Group mt="sm" gap="xs">
        <LinkButton size="xs" href={`/companies/${project.id}/onboarding?step=credentials`}>
          Connect a mailbox
        </LinkButton>
        <Button size="xs" variant="default" onClick={() => confirm.mutate(true)} loading={confirm.isPending}>
          I read replies myself
        </Button>
      </Group>
    </Alert>
  );
}
