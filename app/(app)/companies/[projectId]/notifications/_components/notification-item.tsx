import { Anchor, Button, Group, Text, ThemeIcon } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBell,
  IconBox,
  IconCoin,
  IconMailOff,
  IconMessageReply,
  IconUserOff,
} from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import { When } from "@/app/_ui/when";
import type { Notification } from "@/lib/foundation/notifications/schemas";
import { factsOf } from "./notification-facts";
import classes from "./notifications.module.css";

const LOOKS: Record<string, { icon: typeof IconBell; color: string }> = {
  "email.replied": { icon: IconMessageReply, color: "green" },
  "email.opt_out": { icon: IconUserOff, color: "gray" },
  "email.bounced": { icon: IconMailOff, color: "orange" },
  "email.complained": { icon: IconAlertTriangle, color: "red" },
  "reply_mailbox.unread": { icon: IconMailOff, color: "red" },
  "reply_mailbox.recovered": { icon: IconMessageReply, color: "green" },
  "reply_mailbox.passed_over": { icon: IconMailOff, color: "orange" },
  "billing.subscription_changed": { icon: IconCoin, color: "orange" },
  "runtime.activated": { icon: IconBox, color: "green" },
  "runtime.returned": { icon: IconBox, color: "green" },
  "runtime.fell_back": { icon: IconBox, color: "orange" },
  "runtime.retiring": { icon: IconBox, color: "orange" },
  "runtime.failed": { icon: IconBox, color: "red" },
  "budget.share_reached": { icon: IconCoin, color: "yellow" },
  "budget.unpriced_model": { icon: IconCoin, color: "yellow" },
  "budget.unpriced_calls_used_up": { icon: IconCoin, color: "red" },
};

type Props = { notification: Notification; projectId: string; unread: boolean; onRead: (() => void) | null };

export function NotificationItem({ notification, projectId, unread, onRead }: Props) {
  const { icon: Icon, color } = LOOKS[notification.type] ?? { icon: IconBell, color: "gray" };
  const { excerpt, links } = factsOf(notification, projectId);
  return (
    <li className={classes.item} tabIndex={-1} data-unread={unread || undefined}>
      <ThemeIcon variant="light" color={color} size={34} radius="xl" aria-hidden>
        <Icon size={18} stroke={1.7} />
      </ThemeIcon>
      <div className={classes.text}>
        <Text size="sm" fw={unread ? 600 : 400}>
          {unread && <span className={classes.unread}>Unread: </span>}
          {notification.title}
        </Text>
        {excerpt && <blockquote className={classes.excerpt}>{excerpt}</blockquote>}
        <Group gap="sm" mt={2}>
          <Text size="xs" c="dimmed" component="div">
            <When iso={notification.created_at} />
          </Text>
          {links.map(({ href, label }) => (
            <Anchor key={href} component={Link} href={href} size="xs">
              {label}
            </Anchor>
          ))}
        </Group>
      </div>
      {unread && onRead && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={({ currentTarget }) => {
            // The button disappears: keep the keyboard focus here.
            currentTarget.closest("li")?.focus();
            onRead();
          }}
          aria-label={`Mark read: ${notification.title}`}
          style={{ flex: "none" }}
        >
          Mark read
        </Button>
      )}
    </li>
  );
}
