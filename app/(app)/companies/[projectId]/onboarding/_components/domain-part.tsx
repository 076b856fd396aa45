"use client";

import { Button, Divider, Group, Stack, Text, Title } from "@mantine/core";
import type { Project } from "@/lib/company/projects/schemas";
import type { DomainStep } from "@/lib/operations/onboarding/schemas";
import type { TrackingDomain } from "@/lib/outreach/tracking/schemas";
import { DomainCheck } from "./domain-check";
import { TrackingForm } from "./tracking-form";

type Props = {
  project: Project;
  step: DomainStep;
  tracking: TrackingDomain;
  entersRecords: boolean;
  onChecked: () => Promise<void>;
  onDone: () => Promise<void>;
};

/** The domains that emails come from, and the host that their links lead to: both are entered at the same DNS host. */
export function DomainPart({ project, step: { domains }, tracking, entersRecords, onChecked, onDone }: Props) {
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed">
        Providers put emails into spam unless the DNS records of their domain name your mail account. A change takes
        minutes to a day to reach everyone, so begin here; the other parts do not wait for it.
      </Text>
      {domains.length === 0 && <DomainCheck project={project} watched={null} {...{ entersRecords, onChecked }} />}
      {domains.map((watched) => (
        <DomainCheck key={watched.domain} project={project} watched={watched} {...{ entersRecords, onChecked }} />
      ))}
      <Divider />
      <section aria-labelledby="tracking-title">
        <Stack gap="md">
          <Title order={3} size="h4" id="tracking-title">
            Tracking domain (optional)
          </Title>
          <TrackingForm project={project} tracking={tracking} onChanged={onChecked} />
        </Stack>
      </section>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void onDone()}>
          Continue
        </Button>
      </Group>
    </Stack>
  );
}
