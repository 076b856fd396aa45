"use client";

import { Button, Card, Stack, Text, Title } from "@mantine/core";
import { IconBrain, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { PageHeader } from "@/app/_ui/page-header";
import type { Memory, MemoryList } from "@/lib/autopilot/memory/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { MemoryRow } from "./memory-row";

const MemoryDialog = dynamic(() => import("./memory-dialog").then((module) => module.MemoryDialog));

type Open = { edited: Memory | null } | null;

/** Proposals above the memories that count, and those that were replaced below. */
export function MemoryView({ project, first }: { project: Project; first: MemoryList }) {
  const queryKey = ["company", project.id, "memory"];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<MemoryList>(`/api/projects/${project.id}/memory`, { signal }),
    initialData: first,
  });
  const [open, setOpen] = useState<Open>(null);
  const { counts } = data;
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ edited: null })}>
      Add to memory
    </Button>
  );
  const rows = (memories: readonly Memory[]): ReactNode =>
    memories.map((memory) => (
      <MemoryRow key={memory.id} project={project} memory={memory} onEdit={() => setOpen({ edited: memory })} />
    ));
  return (
    <>
      <PageHeader
        title="Memory"
        description={`${counts.active} of ${data.limits.active} active. Rules that can be checked stop an action before it acts.`}
        actions={add}
      />
      {open && <MemoryDialog project={project} edited={open.edited} onClose={() => setOpen(null)} />}
      {counts.proposed + counts.active + counts.superseded === 0 ? (
        <Blank icon={<IconBrain size={26} />} title="Nothing is remembered yet" action={add}>
          Say something worth keeping in the chat, or add a rule.
        </Blank>
      ) : (
        <Stack gap="lg">
          {data.proposed.length > 0 && <Part title={`Proposed (${counts.proposed})`}>{rows(data.proposed)}</Part>}
          <Part title={`Active (${counts.active})`}>
            {data.active.length > 0 ? rows(data.active) : <Text size="sm">Nothing counts yet.</Text>}
          </Part>
          {data.superseded.length > 0 && <Part title={`Replaced (${counts.superseded})`}>{rows(data.superseded)}</Part>}
        </Stack>
      )}
      {counts.forgotten > 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {counts.forgotten} forgotten. Their words are gone; the ledger keeps when and by whom.
        </Text>
      )}
    </>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Title order={2} fz="h4" mb="xs">
      {title}
    </Title>
    <Card>
      <Stack gap="md">{children}</Stack>
    </Card>
  </section>
);
