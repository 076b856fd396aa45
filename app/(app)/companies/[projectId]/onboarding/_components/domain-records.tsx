"use client";

import { Alert, Anchor, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { SendingDomain } from "@/lib/outreach/sending-domains/schemas";
import { DnsRecordCard } from "./dns-record-card";

type Props = { of: SendingDomain; /** Another way to enter them. */ children?: ReactNode };

/** The records that a domain still needs, and where they are entered. */
export function DomainRecords({ of: { records, dns_host: host, message }, children }: Props) {
  const open = records.filter(({ action }) => action !== "keep");
  if (open.length === 0) return null;
  return (
    <Stack gap="md">
      <Alert variant="light" title="Records to enter">
        {message}
        {host && (
          <>
            {" "}
            <Anchor href={host.records_url} target="_blank" rel="noreferrer" size="sm">
              Open {host.name}
            </Anchor>
          </>
        )}
      </Alert>
      {children}
      {open.map((record) => (
        <DnsRecordCard key={record.purpose} record={record} />
      ))}
    </Stack>
  );
}
