import { Alert, Button, Group, Text } from "@mantine/core";
import { IconMailbox } from "@tabler/icons-react";

/** The built-in test mailbox, or a real account. */
export function MailboxChoice({ used, onChoose }: { used: boolean; onChoose: (use: boolean) => void }) {
  if (used) {
    return (
      <Alert color="green" icon={<IconMailbox size={18} aria-hidden />} title="Built-in test mailbox">
        <Text size="sm">
          Nothing leaves this machine: every email becomes a file in the outbox folder. Good for trying everything out.
        </Text>
        <Button mt="sm" size="xs" variant="outline" onClick={() => onChoose(false)}>
          Use an account of your own instead
        </Button>
      </Alert>
    );
  }
  return (
    <Group gap="sm">
      <Button variant="light" leftSection={<IconMailbox size={16} aria-hidden />} onClick={() => onChoose(true)}>
        Use the built-in test mailbox
      </Button>
      <Text size="sm" c="dimmed">
        or use an account of your own
      </Text>
    </Group>
  );
}
