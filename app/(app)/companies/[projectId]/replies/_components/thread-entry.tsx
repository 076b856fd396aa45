import { Badge, Group, Text, VisuallyHidden } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { ReplyThread } from "@/lib/outreach/replies/schemas";
import { LABELS } from "./label-words";
import classes from "@/app/_ui/inbox.module.css";

type Props = { thread: ReplyThread; isChosen: boolean; onChoose: (id: string) => void };

export function ThreadEntry({ thread, isChosen, onChoose }: Props) {
  const { words, color } = LABELS[thread.label];
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
            {thread.contact_name ?? thread.contact_email}
          </Text>
          <Text component="span" size="xs" c="dimmed">
            <When iso={thread.last_message_at} />
          </Text>
        </Group>
        <Text size="sm" c="dimmed" lineClamp={2} my={4} style={{ overflowWrap: "anywhere" }}>
          {thread.excerpt || "No words of its own"}
        </Text>
        <Badge size="sm" color={color}>
          {words}
        </Badge>
      </button>
    </li>
  );
}
