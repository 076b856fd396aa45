"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { CopyBlock } from "@/app/_ui/copy-block";

export type NewSecrets = { webhook_token: string; secret_keys: { project_id: string; key: string }[] };

type Props = { secrets: NewSecrets | null; onClose: () => void };

/** The plain texts of secrets that were just replaced. They are shown here and nowhere else. */
export const NewSecretsDialog = ({ secrets, onClose }: Props) => (
  <Modal
    opened={secrets !== null}
    onClose={onClose}
    title="The new secrets"
    centered
    closeOnClickOutside={false}
    closeButtonProps={{ "aria-label": "Close" }}
  >
    <Stack gap="md">
      <Text size="sm">
        Copy what your scripts and servers use: this is shown only now. n8n has the new webhook token already.
      </Text>
      {secrets && (
        <>
          <CopyBlock label="Webhook token" text={secrets.webhook_token} />
          {secrets.secret_keys.map(({ project_id, key }) => (
            <CopyBlock key={project_id} label={`Secret key of company ${project_id}`} text={key} />
          ))}
        </>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied them</Button>
      </Group>
    </Stack>
  </Modal>
);
