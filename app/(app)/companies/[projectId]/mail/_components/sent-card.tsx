import { Card, Group, Text } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { When } from "@/app/_ui/when";
import type { OutboundEmail } from "@/lib/company/mail/schemas";
import classes from "@/app/_ui/inbox.module.css";

const STATUS: Record<OutboundEmail["status"], string> = {
  sending: "Being handed over",
  sent: "Accepted by the provider",
  delivered: "Delivered",
  failed: "Not sent",
  unknown: "May not have been sent",
  bounced: "Not delivered",
  complained: "Delivered; the recipient complained",
};

/** One email of the company. */
export function SentCard({ message }: { message: OutboundEmail }) {
  const { sender, recipients, cc, text, attachments, status, words, sent_at, created_at } = message;
  const isTrouble = status === "failed" || status === "unknown" || status === "bounced";
  return (
    <Card bg="var(--surface)" ml={{ base: 0, sm: "xl" }}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          You, from {sender}
        </Text>
        <Text size="xs" c="dimmed">
          <When iso={sent_at ?? created_at} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        To {[...recipients, ...cc].join(", ")}
      </Text>
      <Text size="sm" mt="xs" className={classes.body}>
        {text}
      </Text>
      {attachments.map(({ name, sha256 }) => (
        <Group key={sha256} gap={6} mt="xs">
          <IconPaperclip size={14} aria-hidden />
          <Text size="xs">{name}</Text>
        </Group>
      ))}
      <Text size="xs" mt="xs" fw={550}>
        {STATUS[status]}
        {isTrouble && words && `: ${words}`}
      </Text>
    </Card>
  );
}
