"use client";

import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";
import type { DnsCheck, DnsPlan, DnsVerification } from "@/lib/outreach/sending-domains/schemas";
import { DnsRecordCard } from "./dns-record-card";

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
const STATUS: Record<DnsVerification["status"], string> = {
  verified: "is ready for sending",
  failing: "needs changes before providers trust it",
  unknown: "could not be judged",
};

/** The domain behind the sender's address: what its name servers say, and the records that are missing. */
export function SendingDomain({ project, domain }: { project: Project; domain: string }) {
  const title = useId();
  const json = { workspace_id: project.workspace_id };
  const look = useMutation({
    mutationFn: async () => {
      const [verified, plan] = await Promise.all([
        api<DnsVerification>("/api/onboarding/dns/verify", { json }),
        api<DnsPlan>("/api/onboarding/dns/generate", { json }),
      ]);
      return { verified, plan };
    },
  });
  return (
    <Stack component="section" gap="md" aria-labelledby={title} mt="xl">
      <div>
        <Title order={3} fz="md" id={title}>
          Sending domain
        </Title>
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          Providers put emails from {domain} into spam unless its DNS records name your mail account.
        </Text>
      </div>
      <Group>
        <Button variant="default" loading={look.isPending} onClick={() => look.mutate()}>
          {look.data ? "Check again" : "Check domain"}
        </Button>
      </Group>
      <div role="status" aria-live="polite">
        {look.isPending && (
          <Text size="sm" c="dimmed">
            Asking the name servers of {domain}.
          </Text>
        )}
        {look.data && !look.isPending && <Verification of={look.data.verified} />}
      </div>
      {look.data && !look.isPending && <Plan of={look.data.plan} />}
      {look.isError && <Failure title="The domain was not checked" error={look.error} onRetry={() => look.mutate()} />}
    </Stack>
  );
}

const Verification = ({ of: { domain, status, checks } }: { of: DnsVerification }) => (
  <Stack gap="sm">
    <Text fw={600} style={{ overflowWrap: "anywhere" }}>
      {domain} {STATUS[status]}.
    </Text>
    {checks.map(({ purpose, verdict, words }) => (
      <Group key={purpose} gap="sm" wrap="nowrap" align="flex-start">
        <Badge variant="light" color={VERDICTS[verdict].color} flex="none">
          {VERDICTS[verdict].label}
        </Badge>
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={500}>
            {NAMES[purpose]}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {words}
          </Text>
        </div>
      </Group>
    ))}
  </Stack>
);

function Plan({ of: { records, dns_host: host, message } }: { of: DnsPlan }) {
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
      {open.map((record) => (
        <DnsRecordCard key={record.purpose} record={record} />
      ))}
    </Stack>
  );
}
