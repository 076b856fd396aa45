"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import type { Project } from "@/lib/company/projects/schemas";
import type { DomainStep } from "@/lib/operations/onboarding/schemas";
import { DomainCheck } from "./domain-check";

type Props = { project: Project; step: DomainStep; onChecked: () => Promise<void>; onDone: () => Promise<void> };

/** The domains that emails come from. */
export function DomainPart({ project, step: { domains }, onChecked, onDone }: Props) {
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed">
        Providers put emails into spam unless the DNS records of their domain name your mail account. A change takes
        minutes to a day to reach everyone, so begin here; the other parts do not wait for it.
      </Text>
      {domains.length === 0 && <DomainCheck project={project} watched={null} onChecked={onChecked} />}
      {domains.map((watched) => (
        <DomainCheck key={watched.domain} project={project} watched={watched} onChecked={onChecked} />
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void onDone()}>
          Continue
        </Button>
      </Group>
    </Stack>
  );
}
