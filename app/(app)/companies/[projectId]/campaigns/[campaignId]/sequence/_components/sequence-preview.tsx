"use client";

import { Alert, Box, Button, Card, Group, NativeSelect, Select, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconAlertTriangle, IconMail } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { leadName } from "@/app/_ui/lead-words";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";
import type { SequencePreview } from "@/lib/outreach/sequence/schemas";
import { letterOf, sentOf, textsOf, type Edited } from "./steps";
import classes from "./sequence.module.css";

type Shown = { step: number; variant: number };
type Props = {
  project: Project;
  campaignId: string;
  edited: Edited;
  shown: Shown;
  onShow: (shown: Shown) => void;
};

const TYPING_MS = 400;

/** One email as a lead would get it, while it is written. */
export function SequencePreviewCard({ project, campaignId, edited, shown, onShow }: Props) {
  const [leadId, setLeadId] = useState<string | null>(null);
  const [typed] = useDebouncedValue(edited, TYPING_MS);
  const asked = { ...shown, ...(leadId && { lead_id: leadId }), ...sentOf(typed) };
  const path = `/api/campaigns/${campaignId}/sequence`;
  const json = { workspace_id: project.workspace_id, ...asked };
  const preview = useQuery({
    queryKey: ["sequence-preview", campaignId, asked],
    queryFn: ({ signal }) => api<SequencePreview>(`${path}/preview`, { json, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const send = useMutation({
    mutationFn: () => api<{ to: string }>(`${path}/test`, { json }),
    onSuccess: ({ to }) => notifySuccess("Sent a test", `To ${to}`),
    onError: (error) => notifyFailure("No test was sent", error),
  });
  const choices = edited.steps.flatMap((step, index) =>
    textsOf(step).map((_, variant, texts) => ({
      value: `${index + 1}.${variant + 1}`,
      label: `Email ${index + 1}${texts.length > 1 ? `, variant ${letterOf(variant)}` : ""}`,
    })),
  );
  return (
    <Card component="section" aria-labelledby="preview-title" className={classes.preview}>
      <Stack gap="sm">
        <Title order={2} size="h4" id="preview-title">
          Preview
        </Title>
        <Group gap="sm" grow align="flex-end">
          <NativeSelect
            label="Email"
            value={`${shown.step}.${shown.variant}`}
            data={choices}
            onChange={({ currentTarget }) => {
              const [step, variant] = currentTarget.value.split(".").map(Number);
              onShow({ step: step ?? 1, variant: variant ?? 1 });
            }}
          />
          <LeadChoice project={project} shown={preview.data ?? null} onChoose={setLeadId} />
        </Group>
        {preview.isError && <Failure title="This email cannot be shown yet" error={preview.error} />}
        {preview.isPending && <RowsSkeleton rows={4} />}
        {preview.data && !preview.isError && <AsReceived email={preview.data} />}
        <Button
          variant="default"
          leftSection={<IconMail size={16} aria-hidden />}
          onClick={() => send.mutate()}
          loading={send.isPending}
          disabled={preview.isError || preview.data?.written !== true}
        >
          Send me a test
        </Button>
      </Stack>
    </Card>
  );
}

type ChoiceProps = { project: Project; shown: SequencePreview | null; onChoose: (leadId: string) => void };

/** Any lead, found by name, company or address. */
function LeadChoice({ project, shown, onChoose }: ChoiceProps) {
  const [search, setSearch] = useState("");
  const [q] = useDebouncedValue(search, TYPING_MS);
  const found = useQuery({
    queryKey: ["company", project.id, "preview-leads", q],
    queryFn: ({ signal }) =>
      api<{ data: Lead[] }>("/api/leads", { query: { workspace_id: project.workspace_id, q, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  });
  const named = (found.data?.data ?? []).map((lead) => ({ value: lead.id, label: leadName(lead) }));
  const current = shown && { value: shown.lead_id, label: shown.to_name ?? shown.to };
  const data = current && !named.some(({ value }) => value === current.value) ? [current, ...named] : named;
  return (
    <Select
      label="For"
      searchable
      data={data}
      filter={({ options }) => options}
      value={shown?.lead_id ?? null}
      onChange={(leadId) => leadId && onChoose(leadId)}
      onSearchChange={(text) => setSearch(data.some(({ label }) => label === text) ? "" : text)}
      nothingFoundMessage="No lead found"
      allowDeselect={false}
    />
  );
}

const person = (name: string | null, address: string): string => (name ? `${name} <${address}>` : address);

const AsReceived = ({ email }: { email: SequencePreview }) => (
  <Stack gap="xs">
    {email.missing.length > 0 && (
      <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />} title="This lead would not get it">
        Nothing is known for {email.missing.join(", ")}. Give it a fallback, like {"{{first_name|there}}"}.
      </Alert>
    )}
    {!email.written && (
      <Alert color="blue" title="Written later">
        The model writes this email for each lead when the campaign prepares its drafts.
      </Alert>
    )}
    <Box>
      <Text size="sm" c="dimmed">
        From {person(email.from_name, email.from)}
      </Text>
      <Text size="sm" c="dimmed">
        To {person(email.to_name, email.to)}
      </Text>
      <Text fw={600} mt={4} style={{ overflowWrap: "anywhere" }}>
        {email.subject}
      </Text>
    </Box>
    <Text size="sm" className={classes.text} data-part="preview" role="document" aria-label="Text of the email">
      {email.text}
    </Text>
  </Stack>
);
