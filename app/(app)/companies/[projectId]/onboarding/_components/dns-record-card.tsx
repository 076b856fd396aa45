"use client";

import { Button, Card, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import type { DnsRecord } from "@/lib/outreach/sending-domains/schemas";

const TITLES: Record<DnsRecord["action"], string> = {
  add: "Add this TXT record",
  replace: "Change this TXT record",
  keep: "Keep this TXT record",
  at_provider: "Get this TXT record from your mail provider",
  wait: "Not yet",
};

/** One record to enter: its name inside the zone and its value, each to copy. */
export function DnsRecordCard({ record }: { record: DnsRecord }) {
  return (
    <Card withBorder radius="md" p="md">
      <Stack gap="sm">
        <div>
          <Text fw={600} size="sm">
            {record.purpose.toUpperCase()}: {TITLES[record.action]}
          </Text>
          <Text size="sm" c="dimmed">
            {record.words}
          </Text>
        </div>
        {record.value !== null && (
          <>
            <RecordLine label="Name" value={record.relative_name} of={record.purpose.toUpperCase()} />
            <RecordLine label="Value" value={record.value} of={record.purpose.toUpperCase()} />
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              The whole name is {record.name}. Most DNS hosts add the domain themselves.
            </Text>
          </>
        )}
        {record.replaces.map((text) => (
          <Text key={text} size="sm" style={{ overflowWrap: "anywhere" }}>
            Instead of: <Code>{text}</Code>
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

/** A part of a record, to copy into the form of a DNS host. */
export const RecordLine = ({ label, value, of }: { label: string; value: string; of: string }) => (
  <Group gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
    <div style={{ minWidth: 0 }}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Code style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{value}</Code>
    </div>
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          flex="none"
          onClick={copy}
          aria-label={`${copied ? "Copied" : "Copy"}: ${label.toLowerCase()} of the ${of} record`}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      )}
    </CopyButton>
  </Group>
);
