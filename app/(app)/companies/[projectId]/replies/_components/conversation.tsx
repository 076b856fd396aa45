"use client";

import { Card, Group, Spoiler, Stack, Text } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { When } from "@/app/_ui/when";
import type { ReplyMessage, ThreadDetail } from "@/lib/outreach/replies/schemas";
import classes from "@/app/_ui/inbox.module.css";

const SENDER: Partial<Record<ReplyMessage["sender"], string>> = {
  fail: "The mail server says that this sender is forged.",
  none: "The sender is not verified.",
};

type Entry = {
  key: string;
  at: string;
  isOurs: boolean;
  who: string;
  subject: string;
  text: string;
  message?: ReplyMessage;
  note?: string;
};

const STATUS: Record<string, string> = {
  approved: "Approved, waiting to be sent",
  sending: "Sending",
  failed: "Not sent",
  unknown: "May not have been sent",
};

function entriesOf({ sent, messages, answers }: ThreadDetail): Entry[] {
  return [
    ...sent.map(({ step, subject, body, sent_at }) => ({
      key: `step-${step}`,
      at: sent_at,
      isOurs: true,
      who: `You, email ${step}`,
      subject,
      text: body,
    })),
    ...messages.map((message) => ({
      key: message.id,
      at: message.received_at,
      isOurs: false,
      who: message.from_name || message.from_email || "A mail server",
      subject: message.subject,
      text: message.own_text || message.full_text || "No text",
      message,
      note: SENDER[message.sender],
    })),
    ...answers
      .filter(({ status }) => status !== "draft")
      .map(({ id, created_at, sent_at, subject, body, status, outcome }) => ({
        key: id,
        at: sent_at ?? created_at,
        isOurs: true,
        who: "You",
        subject,
        text: body,
        note:
          STATUS[status] &&
          [STATUS[status], status === "failed" || status === "unknown" ? outcome : null].filter(Boolean).join(": "),
      })),
  ].sort((a, b) => a.at.localeCompare(b.at));
}

/** Everything that went out and came back, oldest first. */
export function Conversation({ detail }: { detail: ThreadDetail }) {
  return (
    <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: "none" }} aria-label="Messages">
      {entriesOf(detail).map((entry) => (
        <Card
          key={entry.key}
          component="li"
          bg={entry.isOurs ? "var(--surface)" : undefined}
          ml={entry.isOurs ? { base: 0, sm: "xl" } : 0}
        >
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm" fw={600} truncate>
              {entry.who}
            </Text>
            <Text size="xs" c="dimmed">
              <When iso={entry.at} />
            </Text>
          </Group>
          <Text size="xs" c="dimmed" truncate>
            {entry.subject}
          </Text>
          <Text size="sm" mt="xs" className={classes.body}>
            {entry.text}
          </Text>
          {entry.note && (
            <Text size="xs" mt="xs" fw={550}>
              {entry.note}
            </Text>
          )}
          {entry.message && <Rest message={entry.message} />}
        </Card>
      ))}
    </Stack>
  );
}

/** The whole text, one click away, and what was attached. */
function Rest({ message: { own_text, full_text, attachments } }: { message: ReplyMessage }) {
  const hasMore = own_text !== "" && full_text.trim() !== own_text.trim();
  return (
    <>
      {attachments.map(({ name, type, bytes }) => (
        <Group key={name + bytes} gap={6} mt="xs">
          <IconPaperclip size={14} aria-hidden />
          <Text size="xs">
            {name || type} · {Math.max(1, Math.round(bytes / 1024))} KB, not kept
          </Text>
        </Group>
      ))}
      {hasMore && (
        <Spoiler maxHeight={0} showLabel="Show the whole message" hideLabel="Hide the whole message" mt="xs" fz="sm">
          <Text size="sm" c="dimmed" className={classes.body}>
            {full_text}
          </Text>
        </Spoiler>
      )}
    </>
  );
}
