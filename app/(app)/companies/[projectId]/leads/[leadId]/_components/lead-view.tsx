"use client";

import { Alert, Button, Card, Checkbox, Group, SimpleGrid, Stack, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { LeadBadge } from "@/app/_ui/lead-badge";
import { HELD, leadName } from "@/app/_ui/lead-words";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { PageHeader } from "@/app/_ui/page-header";
import { unsentEmails, type WithVoided } from "@/app/_ui/voided-approvals";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead, LeadEntry } from "@/lib/outreach/leads/schemas";
import { LeadForm } from "./lead-form";
import { LeadTimeline } from "./lead-timeline";
import { WhyNot } from "./why-not";

export type LeadDetail = Lead & { timeline: LeadEntry[] };
type Props = { project: Project; lead: LeadDetail };

export function LeadView({ project, lead: initial }: Props) {
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
  const router = useRouter();
  const [opened, { open, close }] = useDisclosure(false);
  const [forGood, setForGood] = useState(false);
  const erase = useMutation({
    mutationFn: () =>
      api<WithVoided>(`/api/leads/${lead.id}`, {
        method: "DELETE",
        query: { workspace_id: project.workspace_id, do_not_contact: String(forGood) },
      }),
    onSuccess: (erased) => {
      notifySuccess("The lead was deleted", unsentEmails(erased));
      router.push(`/companies/${project.id}/leads`);
    },
  });
  const action = { label: "Delete lead", failed: "The lead was not deleted", run: () => erase.mutate() };
  return (
    <>
      <Button variant="outline" color="red" onClick={open}>
        Delete
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={`Delete ${leadName(lead)}?`}
        keep="Keep the lead"
        action={{ ...action, pending: erase.isPending, error: erase.error }}
      >
        <Stack gap="sm">
          <span>
            Everything about this person is erased and waiting emails are not sent. This cannot be undone; an opt-out
            stays in force.
          </span>
          <Checkbox
            label="Never contact this person again, even if they are imported once more"
            checked={forGood}
            onChange={({ currentTarget }) => setForGood(currentTarget.checked)}
          />
        </Stack>
      </ConfirmDialog>
    </>
  );
}
