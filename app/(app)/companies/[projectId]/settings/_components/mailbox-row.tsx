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
import { factsOf, stateOf } from "./mailbox-words";
import { MovePeople } from "./move-people";

type Props = {
  project: Project;
  row: Mailbox;
  others: Mailbox[];
  mayWrite: boolean;
  onPace: () => void;
  onRemove: () => void;
};

/** One mailbox: whether it works, its numbers of today, and what a founder can do with it. */
export function MailboxRow({ project, row, others, mayWrite, onPace, onRemove }: Props) {
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
        {row.removed_at === null && <Decisions project={project} row={row} mayWrite={mayWrite} />}
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
    onSuccess: ({ tests: [smtp] }) => {
      router.refresh();
      if (smtp?.ok) notifySuccess(`${row.address} works`, smtp.message);
      else notifyFailure(`${row.address} does not work`, new Error(smtp?.message ?? "It was not tested."));
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

/** The decisions that only a founder takes: replies that are not read, and a guardrail. */
function Decisions({ project, row, mayWrite }: Of & { mayWrite: boolean }) {
  const router = useRouter();
  const decide = useMutation({
    mutationFn: ({ path, method, json }: { path: string; method: "PUT" | "DELETE"; json?: object }) =>
      api(`/api/mailboxes/${row.mailbox}/${path}`, {
        method,
        ...(json ? { json } : { query: { workspace_id: project.workspace_id } }),
      }),
    onSuccess: () => router.refresh(),
    onError: (error) => notifyFailure("Nothing was changed", error),
  });
  const read = (reads: boolean) =>
    decide.mutate({
      path: "replies",
      method: "PUT",
      json: { workspace_id: project.workspace_id, read_by_founder: reads },
    });
  const { replies_heard, replies_read_since, guardrail } = row.pacing;
  return (
    <>
      {!replies_heard && (
        <Group gap="xs" mt={6}>
          <Text size="xs">
            {row.mailbox === 1
              ? "No mailbox for replies is connected, so follow-ups wait."
              : "Greenlight does not read replies to this address, so follow-ups wait. Forward them to the first mailbox, or read them yourself."}
          </Text>
          {mayWrite && (
            <Button size="compact-xs" variant="default" onClick={() => read(true)} loading={decide.isPending}>
              I read replies myself
            </Button>
          )}
        </Group>
      )}
      {replies_read_since !== null && (
        <Group gap="xs" mt={6}>
          <Text size="xs">You read replies to this address yourself.</Text>
          {mayWrite && (
            <Button size="compact-xs" variant="default" onClick={() => read(false)} loading={decide.isPending}>
              Take this back
            </Button>
          )}
        </Group>
      )}
      {guardrail !== null && mayWrite && (
        <Button
          mt={6}
          size="compact-xs"
          variant="default"
          onClick={() => decide.mutate({ path: "guardrail", method: "DELETE" })}
          loading={decide.isPending}
        >
          Let it send again
        </Button>
      )}
    </>
  );
}
