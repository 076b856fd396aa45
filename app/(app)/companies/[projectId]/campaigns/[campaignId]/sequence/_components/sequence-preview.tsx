"use client";

import { Button, Card, Group, NativeSelect, Stack, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconMail } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { PreviewedEmail } from "@/app/_ui/previewed-email";
import { ShownLead } from "@/app/_ui/shown-lead";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
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
          <ShownLead project={project} shown={preview.data ?? null} onChoose={setLeadId} />
        </Group>
        {preview.isError && <Failure title="This email cannot be shown yet" error={preview.error} />}
        {preview.isPending && <RowsSkeleton rows={4} />}
        {preview.data && !preview.isError && <PreviewedEmail email={preview.data} />}
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
