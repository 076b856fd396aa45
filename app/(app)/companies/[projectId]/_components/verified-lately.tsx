import { Anchor, Badge, Card, Group, Text, Title } from "@mantine/core";
import { VerdictBadge } from "@/app/_ui/approval-state";
import { Link } from "@/app/_ui/link";
import { When } from "@/app/_ui/when";
import type { Receipt } from "@/lib/company/receipts/schemas";
import classes from "./needs-you.module.css";
import { useLastVisit } from "./use-last-visit";

type Props = { projectId: string; receipts: readonly Receipt[] };

/** The newest actions that an independent checker saw for itself; those since the last visit are marked. */
export function VerifiedLately({ projectId, receipts }: Props) {
  const last = useLastVisit(projectId);
  const isNew = ({ checked_at }: Receipt): boolean => last !== null && checked_at !== null && checked_at > last;
  const fresh = receipts.filter(isNew).length;
  return (
    <Card component="section" aria-labelledby="verified-title">
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          <Title order={2} id="verified-title" fz="md">
            Verified
          </Title>
          {fresh > 0 && <Badge variant="light">{fresh} since your last visit</Badge>}
        </Group>
        <Anchor component={Link} href={`/companies/${projectId}/receipts`} size="sm">
          All receipts
        </Anchor>
      </Group>
      {receipts.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was verified yet. An action stands here once a checker saw for itself that it happened.
        </Text>
      )}
      <ul className={classes.list}>
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <Link href={`/companies/${projectId}/receipts/${receipt.id}`} className={classes.need}>
              <span className={classes.text}>
                <Text span size="sm" fw={isNew(receipt) ? 650 : 500}>
                  {receipt.title}
                </Text>
                <Text span size="xs" c="dimmed">
                  {receipt.words} {receipt.checked_at && <When iso={receipt.checked_at} />}
                </Text>
              </span>
              <VerdictBadge verdict={receipt.verdict} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
