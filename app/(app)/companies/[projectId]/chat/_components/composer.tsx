"use client";

import { ActionIcon, Button, Group, Text, Textarea } from "@mantine/core";
import { IconPlayerStopFilled, IconSend2 } from "@tabler/icons-react";
import { useState } from "react";
import type { ChatMessage } from "@/lib/autopilot/chat/schemas";
import classes from "./chat.module.css";
import type { ChatScreen } from "./use-chat";

const LONGEST = 8_000;

type Props = {
  chat: ChatScreen;
  editing: ChatMessage | null;
  onSend: (text: string) => void;
  onCancel: () => void;
};

/** The field for the next message; while a reply is written, its button stops that. */
export function Composer({ chat: { isRunning, stop }, editing, onSend, onCancel }: Props) {
  const [text, setText] = useState(editing?.text ?? "");
  const isSendable = text.trim() !== "" && !isRunning;
  const send = (): void => {
    if (!isSendable) return;
    onSend(text.trim());
    setText("");
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {editing && (
        <Group gap="xs" mb={4}>
          <Text size="sm" c="dimmed">
            You edit an earlier message. The earlier version and its replies are kept.
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      )}
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Textarea
          flex={1}
          aria-label="Your message"
          placeholder="Ask, or say what should happen"
          description={text.length > LONGEST - 500 ? `${LONGEST - text.length} characters left` : undefined}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        {isRunning ? (
          <ActionIcon
            size={36}
            variant="default"
            aria-label="Stop the reply"
            loading={stop.isPending}
            onClick={() => stop.mutate()}
          >
            <IconPlayerStopFilled size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <ActionIcon size={36} type="submit" aria-label="Send" disabled={!isSendable}>
            <IconSend2 size={18} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </form>
  );
}
