import { Alert, Button, Group, Text } from "@mantine/core";
import { IconMailbox } from "@tabler/icons-react";
import { useEffect, useRef } from "react";

/** The built-in test mailbox, or a real account. */
export function MailboxChoice({ used, onChoose }: { used: boolean; onChoose: (use: boolean) => void }) {
  // The button that was pressed goes: its counterpart takes the focus.
  const button = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    if (pressed.current) button.current?.focus();
  }, [used]);
  const choose = (use: boolean): void => {
    pressed.current = true;
    onChoose(use);
  };
  if (used) {
    return (
      <Alert color="green" icon={<IconMailbox size={18} aria-hidden />} title="Built-in test mailbox">
        <Text size="sm">
          Nothing leaves this machine: every email becomes a file in the outbox folder. Good for trying everything out.
        </Text>
        <Button mt="sm" size="xs" variant="default" ref={button} onClick={() => choose(false)}>
          Use an account of your own instead
        </Button>
      </Alert>
    );
  }
  return (
    <Group gap="sm">
      <Button
        variant="light"
        leftSection={<IconMailbox size={16} aria-hidden />}
        ref={button}
        onClick={() => choose(true)}
      >
        Use the built-in test mailbox
      </Button>
      <Text size="sm" c="dimmed">
        or use an account of your own
      </Text>
    </Group>
  );
}
