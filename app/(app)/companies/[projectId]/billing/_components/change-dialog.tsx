"use client";

import { Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifySuccess } from "@/app/_ui/notify";
import type { Billing, PaidPlan, PlanPreview } from "@/lib/metering/billing/schemas";
import { nameOf, previewWords, statusWords } from "./billing-words";

type Props = { projectId: string; plan: PaidPlan; onClose: () => void; onChanged: (billing: Billing) => void };

/** Shows what a change of plan costs and when it begins, before it is made. */
export function ChangeDialog({ projectId, plan, onClose, onChanged }: Props) {
  const path = `/api/projects/${projectId}/billing`;
  const preview = useQuery({
    queryKey: ["billing-preview", projectId, plan],
    queryFn: ({ signal }) => api<PlanPreview>(`${path}/preview`, { json: { plan }, signal }),
    staleTime: 0,
    retry: false,
  });
  const change = useMutation({
    mutationFn: () => api<Billing>(`${path}/plan`, { json: { plan } }),
    onSuccess: (changed) => {
      notifySuccess(`The change to ${nameOf(plan)} was made`, statusWords(changed));
      onChanged(changed);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Change to ${nameOf(plan)}?`}
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="sm">
        {preview.isPending && <Skeleton h={70} role="status" aria-label="Working out the price" />}
        {preview.isError && <Failure title="The change cannot be made" error={preview.error} />}
        {preview.data &&
          previewWords(preview.data).map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        {change.isError && <Failure title="The plan was not changed" error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Leave it as it is
          </Button>
          <Button
            onClick={() => change.mutate()}
            loading={change.isPending}
            disabled={!preview.data || preview.data.direction === "same"}
          >
            Change to {nameOf(plan)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
