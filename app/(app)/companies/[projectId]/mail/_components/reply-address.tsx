"use client";

import { Button, Card, Code, CopyButton, Group, Text } from "@mantine/core";
import { IconCheck, IconCopy, IconSend } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";

/** The company's address, and a message to it that shows whether mail arrives. */
export function ReplyAddress({ project, address }: { project: Project; address: string }) {
  const router = useRouter();
  const test = useMutation({
    mutationFn: () => api<{ to: string }>(`/api/projects/${project.id}/email-identity/test`, { json: {} }),
    onSuccess: ({ to }) => {
      notifySuccess(`A test email was sent to ${to}`, "It appears in this list as soon as it arrives.");
      setTimeout(() => router.refresh(), 2_000);
    },
    onError: (error) => notifyFailure("The test email was not sent", error),
  });
  return (
    <Card mb="md" component="section" aria-label="Your company's address">
      <Group justify="space-between" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={500}>
            Your company&apos;s address
          </Text>
          <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
            {address}
          </Code>
        </div>
        <Group gap="xs">
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                variant="default"
                onClick={copy}
                leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              >
                {copied ? "Copied" : "Copy address"}
              </Button>
            )}
          </CopyButton>
          <Button
            size="xs"
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate()}
            leftSection={<IconSend size={15} aria-hidden />}
          >
            Send a test
          </Button>
        </Group>
      </Group>
    </Card>
  );
}
