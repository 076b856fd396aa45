"use client";

import { Alert, Button, Card, Group, SimpleGrid, Stack, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { LeadBadge } from "@/app/_ui/lead-badge";
import { HELD, leadName } from "@/app/_ui/lead-words";
import { notifyFailure } from "@/app/_ui/notify";
import { PageHeader } from "@/app/_ui/page-header";
import type { Project } from "@/lib/company/projects/schemas";
import type { LeadResearch } from "@/lib/metering/spending/schemas";
import type { Lead, LeadEntry } from "@/lib/outreach/leads/schemas";
import { LeadForm } from "./lead-form";
import { LeadResearchCard } from "./lead-research";
import { LeadTimeline } from "./lead-timeline";
import { WhyNot } from "./why-not";

const DeleteLeadDialog = dynamic(() => import("./delete-lead-dialog").then((module) => module.DeleteLeadDialog));

export type LeadDetail = Lead & { timeline: LeadEntry[] };
type Props = { project: Project; lead: LeadDetail };

export function LeadView({ project, lead: initial, research }: Props & { research: LeadResearch }) {
  const query = { workspace_id: project.workspace_id };
  const read = useQuery({
    queryKey: ["company", project.id, "lead", initial.id],
    queryFn: ({ signal }) => api<LeadDetail>(`/api/leads/${initial.id}`, { query, signal }),
    initialData: initial,
  });
  const lead = read.data;
  const confirm = useMutation({
    mutationFn: () => api(`/api/leads/${lead.id}`, { method: "PATCH", json: { ...query, confirmed: true } }),
    onSuccess: () => read.refetch(),
    onError: (error) => notifyFailure("The address was not confirmed", error),
  });
  return (
    <>
      <PageHeader
        title={
          <Group gap="sm" component="span" wrap="wrap">
            <span>{leadName(lead)}</span> <LeadBadge lead={lead} />
          </Group>
        }
        back={{ href: `/companies/${project.id}/leads`, label: "Leads" }}
        actions={<DeleteLead project={project} lead={lead} />}
      />
      <Stack gap="lg">
        {lead.held_for && (
          <Alert color="yellow" title="This address is not emailed yet">
            <Group justify="space-between" gap="sm">
              <span>It waits for your confirmation: {HELD[lead.held_for]}.</span>
              <Button size="xs" onClick={() => confirm.mutate()} loading={confirm.isPending}>
                The address is right
              </Button>
            </Group>
          </Alert>
        )}
        <WhyNot project={project} leadId={lead.id} />
        <LeadResearchCard project={project} lead={lead} initial={research} />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Card>
            <Title order={2} size="h4" mb="md">
              Details
            </Title>
            <LeadForm key={lead.id} project={project} lead={lead} onSaved={() => void read.refetch()} />
          </Card>
          <LeadTimeline entries={lead.timeline} />
        </SimpleGrid>
      </Stack>
    </>
  );
}

function DeleteLead({ project, lead }: Props) {
  // The dialog is loaded when it is asked for, and stays for its closing movement.
  const [asked, setAsked] = useState(false);
  const [opened, { open, close }] = useDisclosure(false);
  const ask = () => {
    setAsked(true);
    open();
  };
  return (
    <>
      <Button variant="outline" color="red" onClick={ask}>
        Delete
      </Button>
      {asked && <DeleteLeadDialog project={project} lead={lead} opened={opened} onClose={close} />}
    </>
  );
}
