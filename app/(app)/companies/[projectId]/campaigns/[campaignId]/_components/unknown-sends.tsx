"use client";

import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { UnknownSend } from "@/lib/outreach/sequence/schemas";
import type { Project } from "@/lib/company/projects/schemas";

type Outcome = "sent" | "not_sent";
type Props = { project: Project; campaignId: string };

/** Mails of which nobody knows whether they went out. They are never sent again by themselves: the founder decides. */
export function UnknownSends({ project, campaignId }: Props) {
  const unknown = useQuery({
    queryKey: ["company", project.id, "unknown-sends"],
    queryFn: ({ signal }) =>
      api<{ data: UnknownSend[] }>("/api/unknown-sends", {
        query: { workspace_id: project.workspace_id, limit: 200 },
        signal,
      }),
  });
  if (unknown.isError) {
    return (
      <Failure
        title="The sends with an unknown outcome could not be loaded"
        error={unknown.error}
        onRetry={() => void unknown.refetch()}
      />
    );
  }
  const sends = (unknown.data?.data ?? []).filter((send) => send.campaign_id === campaignId);
  if (sends.length === 0) return null;
  return (
    <Alert
      color="orange"
      icon={<IconHelpCircle size={18} aria-hidden />}
      title={`${sends.length} ${sends.length === 1 ? "email needs" : "emails need"} your decision`}
    >
      <Text size="sm" mb="md">
        The connection broke while these were being handed over, so nobody knows whether they went out. Greenlight does
        not send them again by itself. Look into your mailbox&rsquo;s sent folder, or ask your mail provider for the
        message id.
      </Text>
      <Stack gap="sm">
        {sends.map((send) => (
          <Decision key={send.claim_id} project={project} send={send} />
        ))}
      </Stack>
    </Alert>
  );
}

function Decision({ project, send }: { project: Project; send: UnknownSend }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const decide = useMutation({
    mutationFn: (outcome: Outcome) =>
      api("/api/unknown-sends", { json: { workspace_id: project.workspace_id, claim_id: send.claim_id, outcome } }),
    onSuccess: (_answer, outcome) => {
      setAsking(false);
      notifySuccess(outcome === "sent" ? "Counted as sent" : "It is due again", send.to_email);
    },
    onError: (error) => notifyFailure("Nothing was decided", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  return (
    <Group justify="space-between" gap="sm" data-claim={send.claim_id}>
      <div style={{ flex: "1 1 260px", minWidth: 0, overflowWrap: "anywhere" }}>
        <Text size="sm" fw={500}>
          Email {send.step} to {send.to_email}
        </Text>
        <Text size="xs" component="div">
          “{send.subject}”, <When iso={send.claimed_at} /> · {send.message_id}
        </Text>
        {send.detail && <Text size="xs">{send.detail}</Text>}
      </div>
      <Group gap="xs">
        <Button
          size="xs"
          color="orange"
          variant="outline"
          onClick={() => decide.mutate("sent")}
          loading={decide.isPending && decide.variables === "sent"}
        >
          It was sent
        </Button>
        <Button size="xs" color="orange" variant="outline" onClick={() => setAsking(true)}>
          It was not sent…
        </Button>
      </Group>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title="Send it again?"
        centered
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Stack gap="md">
          <Text size="sm">
            {send.to_email} gets this email at the next run. If it had gone out after all, they get it twice.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              Leave it
            </Button>
            <Button onClick={() => decide.mutate("not_sent")} loading={decide.isPending}>
              It was not sent
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Group>
  );
}
