"use client";

import { Badge, Group, List, ListItem, Stack, Text } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { DnsCheck, PastCheck, SendingDomain } from "@/lib/outreach/sending-domains/schemas";

const NAMES: Record<DnsCheck["purpose"], string> = {
  spf: "Servers that may send (SPF)",
  dmarc: "Policy (DMARC)",
  dkim: "Signature (DKIM)",
  mx: "Receiving email (MX)",
};
const VERDICTS: Record<DnsCheck["verdict"], { label: string; color: string }> = {
  yes: { label: "Right", color: "green" },
  no: { label: "Needs a change", color: "red" },
  unknown: { label: "Not known", color: "gray" },
};
const STATUS: Record<SendingDomain["status"], string> = {
  verified: "is ready for sending",
  failing: "needs changes before providers trust it",
  unknown: "could not be judged",
};
const PAST: Record<PastCheck["status"], string> = {
  verified: "everything right",
  failing: "needs changes",
  unknown: "no answer",
};

/** The finding about each record of a domain, and how the checks before ended. */
export function DomainFindings({ of, history }: { of: SendingDomain; history: readonly PastCheck[] }) {
  const before = history.filter(({ checked_at }) => checked_at < of.checked_at).slice(0, 5);
  return (
    <Stack gap="sm">
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {of.domain} {STATUS[of.status]}.
      </Text>
      {of.checks.map(({ purpose, verdict, words }) => (
        <Finding key={purpose} name={NAMES[purpose]} verdict={verdict} words={words} />
      ))}
      <EarlierChecks of={before} />
    </Stack>
  );
}

type FindingProps = { name: string; verdict: DnsCheck["verdict"]; words: string };

/** One thing that was checked, with its verdict and the next step. */
export const Finding = ({ name, verdict, words }: FindingProps) => (
  <Group gap="sm" wrap="nowrap" align="flex-start">
    <Badge variant="light" color={VERDICTS[verdict].color} flex="none">
      {VERDICTS[verdict].label}
    </Badge>
    <div style={{ minWidth: 0 }}>
      <Text size="sm" fw={500}>
        {name}
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {words}
      </Text>
    </div>
  </Group>
);

/** How the checks before ended. */
export function EarlierChecks({ of }: { of: readonly PastCheck[] }) {
  if (of.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={500}>
        Earlier checks
      </Text>
      <List size="sm" c="dimmed">
        {of.map(({ checked_at, status }) => (
          <ListItem key={checked_at}>
            <When iso={checked_at} />: {PAST[status]}
          </ListItem>
        ))}
      </List>
    </div>
  );
}
