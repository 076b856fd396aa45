import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { Mailbox, MailboxReplies as Replies } from "@/lib/outreach/mailbox/schemas";
import { replyWords } from "./mailbox-words";

type Props = { project: Project; row: Mailbox; mayWrite: boolean; onConnect: () => void };

/** Whether answers to a mailbox are read, and by whom; what a founder can do about it. */
export function MailboxReplies({ project, row, mayWrite, onConnect }: Props) {
  const { change, isPending } = useRepliesChange(project, row);
  const { replies, pacing, mailbox, address } = row;
  const read = (reads: boolean) => change({ path: "replies", method: "PUT", json: { read_by_founder: reads } });
  const choices: ReactNode[] = [];
  if (replies === null && mailbox !== 1 && !row.use_test_mailbox) {
    choices.push(
      <Button
        key="connect"
        size="compact-xs"
        variant="default"
        onClick={onConnect}
        aria-label={`Connect the replies to ${address}`}
      >
        Connect replies…
      </Button>,
    );
  }
  if (!pacing.replies_heard) {
    choices.push(
      <Button key="read" size="compact-xs" variant="default" onClick={() => read(true)} loading={isPending}>
        I read replies myself
      </Button>,
    );
  }
  if (pacing.replies_read_since !== null) {
    choices.push(
      <Button key="back" size="compact-xs" variant="default" onClick={() => read(false)} loading={isPending}>
        Take this back
      </Button>,
    );
  }
  if (replies !== null) {
    choices.push(
      <Button
        key="again"
        size="compact-xs"
        variant="default"
        onClick={onConnect}
        aria-label={`Change the account that replies to ${address} arrive in`}
      >
        {replies.problem === null ? "Change…" : "Connect again…"}
      </Button>,
      <Button
        key="stop"
        size="compact-xs"
        variant="default"
        onClick={() => change({ path: "reply-account", method: "DELETE" })}
        loading={isPending}
        aria-label={`Stop reading the replies to ${address}`}
      >
        Stop reading
      </Button>,
    );
  }
  if (choices.length === 0) return null;
  return (
    <Group gap="xs" mt={6} data-replies={replies === null ? "none" : "connected"}>
      {replies !== null && <ReadBy replies={replies} />}
      <Told row={row} />
      {mayWrite && choices}
    </Group>
  );
}

type Change = { path: string; method: "PUT" | "DELETE"; json?: object };

function useRepliesChange(project: Project, { mailbox }: Mailbox) {
  const router = useRouter();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ path, method, json }: Change) => {
      const of = { workspace_id: project.workspace_id };
      return api(`/api/mailboxes/${mailbox}/${path}`, {
        method,
        ...(json ? { json: { ...of, ...json } } : { query: of }),
      });
    },
    onSuccess: () => router.refresh(),
    onError: (error) => notifyFailure("Nothing was changed", error),
  });
  return { change: mutate, isPending };
}

function ReadBy({ replies }: { replies: Replies }) {
  const { words, isProblem } = replyWords(replies);
  return (
    <Text size="xs" c={isProblem ? "var(--mantine-color-error)" : "dimmed"}>
      {words}
      {!isProblem && replies.read_at !== null && (
        <>
          {" "}
          <When iso={replies.read_at} />.
        </>
      )}
    </Text>
  );
}

function Told({ row: { replies, pacing, mailbox } }: { row: Mailbox }) {
  if (pacing.replies_read_since !== null) return <Text size="xs">You read replies to this address yourself.</Text>;
  if (pacing.replies_heard || replies !== null) return null;
  return (
    <Text size="xs">
      {mailbox === 1
        ? "No mailbox for replies is connected, so follow-ups wait."
        : "Greenlight does not read replies to this address, so follow-ups wait."}
    </Text>
  );
}
