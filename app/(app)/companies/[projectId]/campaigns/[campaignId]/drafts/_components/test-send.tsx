"use client";

import { Button } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { Draft } from "@/lib/outreach/drafts/schemas";

/** Sends the email, marked as a test, to the address of the person who is signed in. */
export function TestSend({ project, draft }: { project: Project; draft: Draft }) {
  const send = useMutation({
    mutationFn: () =>
      api<{ to: string }>(`/api/drafts/${draft.id}/test-send`, { json: { workspace_id: project.workspace_id } }),
    onSuccess: ({ to }) => notifySuccess("Sent a test", `To ${to}`),
    onError: (error) => notifyFailure("No test was sent", error),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconMail size={16} aria-hidden />}
      onClick={() => send.mutate()}
      loading={send.isPending}
      disabled={draft.hash === null}
    >
      Send me a test
    </Button>
  );
}
