"use client";

import { Anchor, Button, Card, Code, Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import { RotateTokenModal } from "./rotate-token-modal";

type Props = {
  project: Project;
  token: { last_four: string; last_used_at: string | null; created_at: string } | null;
  mayRotate: boolean;
};

export function WebhookTokenCard({ project, token, mayRotate }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Card component="section" aria-labelledby="token-title">
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <div style={{ flex: "1 1 320px" }}>
          <Title order={2} id="token-title">
            Webhook token
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            Workflows and scripts send it as the header <Code>x-webhook-token</Code>. It is shown once, when it is made.{" "}
            <Anchor underline="always" href={`/docs/api/events?company=${project.id}`}>
              How to report events
            </Anchor>
          </Text>
        </div>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={open}
          disabled={!mayRotate}
        >
          Rotate…
        </Button>
      </Group>
      <Text mt="md" size="sm" component="div">
        {token ? (
          <>
            Ends in <Code>{token.last_four}</Code>, made <When iso={token.created_at} />,{" "}
            {token.last_used_at ? (
              <>
                last used <When iso={token.last_used_at} />.
              </>
            ) : (
              "never used yet."
            )}
          </>
        ) : (
          "There is no valid token. Rotate to make one."
        )}
      </Text>
      {!mayRotate && (
        <Text mt="xs" size="sm" c="dimmed">
          Only an owner or admin of the workspace can rotate it.
        </Text>
      )}
      <RotateTokenModal workspaceId={project.workspace_id} opened={opened} onClose={close} />
    </Card>
  );
}
