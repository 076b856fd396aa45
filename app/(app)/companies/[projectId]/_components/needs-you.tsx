import { Badge, Button, Card, Group, Text, Title } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconChecklist,
  IconChevronRight,
  IconClipboardList,
  IconFileText,
  IconHelpCircle,
  IconMessage,
} from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { Link } from "@/app/_ui/link";
import { formatCounted } from "@/app/_ui/numbers";
import classes from "./needs-you.module.css";
import type { Need } from "./needs";

const ICONS: Record<Need["kind"], typeof IconMessage> = {
  problem: IconAlertTriangle,
  replies: IconMessage,
  drafts: IconFileText,
  unknown: IconHelpCircle,
  decision: IconChecklist,
  task: IconClipboardList,
};
/** As many as are read at a glance; the others follow on request. */
const FIRST = 8;

type Props = { projectId: string; needs: readonly Need[]; quiet: ReactNode };

/** The tasks of the founder, most urgent first; `quiet` says what comes next when there are none. */
export function NeedsYou({ projectId, needs, quiet }: Props) {
  const [all, setAll] = useState(false);
  if (needs.length === 0) return <NothingNeedsYou>{quiet}</NothingNeedsYou>;
  const shown = all ? needs : needs.slice(0, FIRST);
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
        {shown.map(({ kind, text, detail, path }) => {
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
      {shown.length < needs.length && (
        <Button variant="subtle" size="compact-sm" mt={4} onClick={() => setAll(true)}>
          Show {needs.length - shown.length} more
        </Button>
      )}
    </Card>
  );
}

const NothingNeedsYou = ({ children }: { children: ReactNode }) => (
  <Card component="section" aria-labelledby="needs-you-title">
    <Group wrap="nowrap" gap="md" align="flex-start">
      <IconCheck size={22} aria-hidden color="var(--mantine-color-green-text)" />
      <div>
        <Title order={2} id="needs-you-title" fz="md">
          Nothing needs you
        </Title>
        <Text size="sm" c="dimmed" mt={2}>
          {children}
        </Text>
      </div>
    </Group>
  </Card>
);
