"use client";

import { Alert, Button, Card, Group, Loader, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { PreviewParts } from "@/app/_ui/preview-parts";
import { When } from "@/app/_ui/when";
import type { Approval, ApprovalDetail, BatchAnswer } from "@/lib/company/approvals/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { costInWords, sinceInWords } from "./basis-words";

type Props = { project: Project; approvals: readonly Approval[]; onClose: () => void; onDecided: () => void };

/** Each chosen proposal with its whole effect; only what stands here is decided, by the versions that are shown. */
export function ReviewDialog({ project, approvals, onClose, onDecided }: Props) {
  const details = useQuery({
    queryKey: ["company", project.id, "review", approvals.map(({ id }) => id)],
    queryFn: ({ signal }) =>
      Promise.all(
        approvals.map(({ id }) =>
          api<ApprovalDetail>(`/api/approvals/${id}`, { query: { workspace_id: project.workspace_id }, signal }),
        ),
      ),
    gcTime: 0,
  });
  const decide = useMutation({
    mutationFn: (decision: "approved" | "denied") =>
      api<BatchAnswer>(`/api/projects/${project.id}/approvals/decide-batch`, {
        json: { items: (details.data ?? []).map(({ id, version }) => ({ id, version, decision })) },
      }),
    onSuccess: ({ decided, items }, decision) => {
      const refused = items.filter(({ status }) => status !== 200);
      const word = decision === "approved" ? "queued; each can be taken back until it begins" : "denied";
      notifySuccess(`${decided} ${word}`, refused.map(({ error }) => error).join(" ") || undefined);
      onDecided();
    },
    onError: (error) => notifyFailure("Nothing was decided", error),
  });

  return (
    <Modal opened onClose={onClose} size="lg" title={`Decide ${approvals.length} proposals`}>
      {details.isPending && <Loader aria-label="Loading the proposals" />}
      {details.isError && (
        <Failure
          title="The proposals could not be loaded"
          error={details.error}
          onRetry={() => void details.refetch()}
        />
      )}
      {details.data && (
        <Stack>
          {details.data.map(({ id, title, account_label, cost_cap_cents, composed_at, events_since, versions }) => (
            <Card key={id} withBorder>
              <Text fw={600}>{title}</Text>
              <Text size="sm" c="dimmed" mb="sm">
                {account_label} · {costInWords(cost_cap_cents)} · composed <When iso={composed_at} />,{" "}
                {sinceInWords(events_since)}
              </Text>
              <PreviewParts parts={versions[0]?.parts ?? []} />
            </Card>
          ))}
          {details.data.some(({ state }) => state !== "pending") && (
            <Alert color="yellow">Some of these were decided meanwhile and stay as they are.</Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => decide.mutate("denied")} disabled={decide.isPending}>
              Deny {approvals.length}
            </Button>
            <Button onClick={() => decide.mutate("approved")} loading={decide.isPending}>
              Approve {approvals.length}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
