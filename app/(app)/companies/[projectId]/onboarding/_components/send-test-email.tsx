"use client";

import { Button } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";

/** Sends a test through the saved account to the address of the person who is signed in. */
export function SendTestEmail({ project }: { project: Project }) {
  const send = useMutation({
    mutationFn: () =>
      api<{ to: string; test_mailbox: boolean }>("/api/onboarding/send-test-email", {
        json: { workspace_id: project.workspace_id },
      }),
    onSuccess: ({ to, test_mailbox }) =>
      notifySuccess("Sent a test", test_mailbox ? `To ${to}, into the built-in test mailbox` : `To ${to}`),
    onError: (error) => notifyFailure("No test was sent", error),
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconMail size={14} aria-hidden />}
      onClick={() => send.mutate()}
      loading={send.isPending}
    >
      Send me a test
    </Button>
  );
}
