import { Badge, Group, Text, VisuallyHidden } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { MailThread } from "@/lib/company/mail/schemas";
import { CLASSES, SENDERS } from "./mail-words";
import classes from "@/app/_ui/inbox.module.css";

type Props = { thread: MailThread; isChosen: boolean; onChoose: (id: string) => void };

export function MailEntry({ thread, isChosen, onChoose }: Props) {
  return (
    <li>
      <button
        type="button"
        className={classes.entry}
        aria-current={isChosen ? "true" : undefined}
        onClick={() => onChoose(thread.id)}
      >
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text component="span" size="sm" truncate className={thread.unread ? classes.unread : undefined}>
            {thread.unread && <VisuallyHidden>Unread: </VisuallyHidden>}
            {thread.contact_name || thread.contact_email || "A mail server"}
          </Text>
          <Text component="span" size="xs" c="dimmed">
            <When iso={thread.last_message_at} />
          </Text>
        </Group>
        <Text component="span" display="block" size="sm" truncate>
          {thread.subject || "(no subject)"}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed" truncate mb={4}>
          {thread.excerpt || "No text"}
        </Text>
        <Badges thread={thread} />
      </button>
    </li>
  );
}

/** The verdict about the sender, and the meaning of the newest message. */
export function Badges({ thread }: { thread: Pick<MailThread, "evidence" | "class"> }) {
  const sender = thread.evidence && SENDERS[thread.evidence];
  const meaning = thread.class && CLASSES[thread.class];
  return (
    <Group gap={6} component="span">
      {sender && (
        <Badge component="span" size="sm" variant="light" color={sender.color} title={sender.hint}>
          {sender.words}
        </Badge>
      )}
      {meaning && meaning.words !== sender?.words && (
        <Badge component="span" size="sm" color={meaning.color}>
          {meaning.words}
        </Badge>
      )}
    </Group>
  );
}
