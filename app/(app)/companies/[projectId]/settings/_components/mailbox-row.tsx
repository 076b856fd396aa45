"use client";

import { Badge, Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { LinkButton } from "@/app/_ui/link-button";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { AccountTest, Mailbox } from "@/lib/outreach/mailbox/schemas";
import classes from "./keys.module.css";
import { MailboxReplies } from "./mailbox-replies";
import { factsOf, stateOf } from "./mailbox-words";
import { MovePeople } from "./move-people";

type Props = {
  project: Project;
  row: Mailbox;
  others: Mailbox[];
  mayWrite: boolean;
  onConnect: () => void;
  onPace: () => void;
  onRemove: () => void;
};

/** One mailbox: whether it works, its numbers of today, and what a founder can do with it. */
export function MailboxRow({ project, row, others, mayWrite, onConnect, onPace, onRemove }: Props) {
  const state = stateOf(row);
  const address = row.address ?? "The first mailbox";
  return (
    <li data-mailbox={row.mailbox}>
      <div className={classes.what}>
        <Group gap={8}>
          <Text component="span" size="sm" fw={550}>
            {address}
          </Text>
          {row.sender_name && (
            <Text component="span" size="sm" c="dimmed">
              {row.sender_name}
            </Text>
          )}
          <Badge color={state.color}>{state.label}</Badge>
        </Group>
        <Text size="xs" c="dimmed" mt={2}>
          {factsOf(row)}
        </Text>
        {state.problem && (
          <Text size="xs" c="var(--mantine-color-error)" mt={2}>
            {state.problem}
          </Text>
        )}
        {row.removed_at === null && (
          <MailboxReplies project={project} row={row} mayWrite={mayWrite} onConnect={onConnect} />
        )}
        {row.removed_at === null && row.pacing.guardrail !== null && mayWrite && (
          <GuardrailButton project={project} row={row} />
        )}
      </div>
      {mayWrite && row.removed_at !== null && <MovePeople project={project} row={row} others={others} />}
      {mayWrite && row.removed_at === null && (
        <Group gap="xs">
          <TestButton project={project} row={row} />
          <Button variant="default" size="xs" onClick={onPace} aria-label={`Change the pace of ${address}`}>
            Pace…
          </Button>
          {row.mailbox === 1 ? (
            <LinkButton size="xs" variant="default" href={`/companies/${project.id}/onboarding?step=credentials`}>
              Change
            </LinkButton>
          ) : (
            <Button variant="default" size="xs" onClick={onRemove} aria-label={`Remove the mailbox ${address}`}>
              Remove…
            </Button>
          )}
        </Group>
      )}
    </li>
  );
}

type Of = { project: Project; row: Mailbox };

function TestButton({ project, row }: Of) {
  const router = useRouter();
  const test = useMutation({
    mutationFn: () =>
      api<{ tests: AccountTest[] }>(`/api/mailboxes/${row.mailbox}/test`, {
        json: { workspace_id: project.workspace_id },
      }),
    onSuccess: ({ tests }) => {
      router.refresh();
      const broken = tests.find(({ ok }) => !ok);
      if (broken || tests.length === 0)
        notifyFailure(`${row.address} does not work`, new Error(broken?.message ?? "It was not tested."));
      else notifySuccess(`${row.address} works`, tests.map(({ message }) => message).join(" "));
    },
    onError: (error) => notifyFailure("The mailbox was not tested", error),
  });
  return (
    <Button
      variant="default"
      size="xs"
      onClick={() => test.mutate()}
      loading={test.isPending}
      aria-label={`Test the mailbox ${row.address}`}
    >
      Test
    </Button>
  );
}

/** Too many bounces or complaints stopped the mailbox; only a founder lets it go on. */
function GuardrailButton({ project, row }: Of) {
  const router = useRouter();
  const lift = useMutation({
    mutationFn: () =>
      api(`/api/mailboxes/${row.mailbox}/guardrail`, {
        method: "DELETE",
        query: { workspace_id: project.workspace_id },
      }),
    onSuccess: () => router.refresh(),
    onError: (error) => notifyFailure("Nothing was changed", error),
  });
  return (
    <Button mt={6} size="compact-xs" variant="default" onClick={() => lift.mutate()} loading={lift.isPending}>
      Let it send again
    </Button>
  );
}
