import { Group, Text, ThemeIcon } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBuildingStore,
  IconKey,
  IconListCheck,
  IconMailForward,
  IconMessageReply,
  IconNotebook,
  IconRocket,
  IconSend,
  IconUserOff,
  IconUsers,
} from "@tabler/icons-react";
import { memo } from "react";
import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";
import { kindOf } from "./ledger-kinds";
import { When } from "./when";

const ICONS: readonly [RegExp, typeof IconNotebook][] = [
  [/fail|bounce|complain|refused|unknown/, IconAlertTriangle],
  [/opted_out|opt_out|suppress/, IconUserOff],
  [/replied|reply/, IconMessageReply],
  [/^ignition|launch/, IconRocket],
  [/^campaign|^workflow/, IconSend],
  [/^lead/, IconUsers],
  [/token|credential/, IconKey],
  [/^email|^contact/, IconMailForward],
  [/^onboarding|^brand|^infrastructure/, IconListCheck],
  [/^project|^workspace/, IconBuildingStore],
];

const WHO: Record<string, string> = {
  user: "by a member",
  job: "by Greenlight",
  webhook: "by the outreach engine",
  recipient: "by the recipient",
  key: "by an API key",
  admin: "by an administrator",
};

/** Members' addresses by their ids, where a page has read them. */
export type People = Readonly<Record<string, string>>;

const actorOf = ({ actor_type, actor_id }: LedgerEntry, people: People | undefined): string => {
  if (actor_type !== "user" || !people || !actor_id) return WHO[actor_type] ?? actor_type;
  return people[actor_id] ? `by ${people[actor_id]}` : "by a former member";
};

const isTrouble = (type: string): boolean => /fail|bounce|complain|unknown/.test(type);

type Props = { entry: LedgerEntry; arrived?: boolean; people?: People };

/** One line of the ledger: message, kind, actor and time. Memoised, so that a new line does not render hundreds again. */
export const LedgerLine = memo(function LedgerLine({ entry, arrived = false, people }: Props) {
  const Icon = ICONS.find(([pattern]) => pattern.test(entry.type))?.[1] ?? IconNotebook;
  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="sm" py="sm" className={arrived ? "arrived" : undefined}>
      <ThemeIcon variant="light" color={isTrouble(entry.type) ? "red" : "gray"} size={30} radius="xl" aria-hidden>
        <Icon size={16} stroke={1.7} />
      </ThemeIcon>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {entry.message}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <When iso={entry.created_at} /> · {actorOf(entry, people)} ·{" "}
          <span title={entry.type}>{kindOf(entry.type)}</span>
        </Text>
      </div>
    </Group>
  );
});
