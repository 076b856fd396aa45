"use client";

import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";

type Props = { projectId: string; threadId: string };

/** A sender who is nobody's verified address: the member who wrote it can say so, and confirms it there. */
export function ClaimSender({ projectId, threadId }: Props) {
  const claim = useMutation({
    mutationFn: () =>
      api<{ sent_to: string }>(`/api/projects/${projectId}/messages/threads/${threadId}/claim`, { json: {} }),
    onError: (error) => notifyFailure("No link was sent", error),
  });
  if (claim.data) {
    return (
      <Text size="sm" role="status" my={4}>
        A link was sent to {claim.data.sent_to}. Open it there while you are signed in: email from this address then
        counts as yours.
      </Text>
    );
  }
  return (
    <Group gap="xs" my={4}>
      <Text size="xs" c="dimmed">
        Not a verified address of yours.
      </Text>
      <Button size="compact-xs" variant="default" loading={claim.isPending} onClick={() => claim.mutate()}>
        This is my address
      </Button>
    </Group>
  );
}
