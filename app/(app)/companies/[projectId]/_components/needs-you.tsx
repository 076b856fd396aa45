import { Badge, Card, Group, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconChevronRight, IconFileText, IconHelpCircle, IconMessage } from "@tabler/icons-react";
import { Link } from "@/app/_ui/link";
import { formatCounted } from "@/app/_ui/numbers";
import type { CampaignChoice } from "./campaign-choice";
import classes from "./needs-you.module.css";
import { needsOf, type Need } from "./needs";

const ICONS: Record<Need["kind"], typeof IconMessage> = {
  problem: IconAlertTriangle,
  replies: IconMessage,
  drafts: IconFileText,
  unknown: IconHelpCircle,
};

type Props = { projectId: string; campaigns: readonly CampaignChoice[]; unreadReplies: number };

/** The tasks of the founder, most urgent first; no card when there are none. */
export function NeedsYou({ projectId, campaigns, unreadReplies }: Props) {
  const needs = needsOf({ campaigns, unreadReplies });
  if (needs.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="needs-you-title" py="sm">
      <Group gap="xs" mb={4}>
        <Title order={2} id="needs-you-title" fz="md">
          Needs you
        </Title>
        <Badge variant="light" aria-label={formatCounted(needs.length, "thing", "things")}>
          {needs.length}
        </Badge>
      </Group>
      <ul className={classes.list}>
        {needs.map(({ kind, text, detail, path }) => {
          const Icon = ICONS[kind];
          return (
            <li key={path + text}>
              <Link href={`/companies/${projectId}${path}`} className={classes.need} data-need={kind}>
                <Icon size={18} stroke={1.7} aria-hidden />
                <span className={classes.text}>
                  <Text span size="sm" fw={500}>
                    {text}
                  </Text>
                  {detail && (
                    <Text span size="xs" c="dimmed" lineClamp={2}>
                      {detail}
                    </Text>
                  )}
                </span>
                <IconChevronRight size={16} aria-hidden />
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
