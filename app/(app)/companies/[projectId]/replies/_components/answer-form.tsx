"use client";

import { Alert, Button, Card, Group, Stack, Text, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSend } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { ThreadAnswer, ThreadDetail } from "@/lib/outreach/replies/schemas";
import classes from "@/app/_ui/inbox.module.css";
import type { ThreadState } from "./use-thread";

type Props = { detail: ThreadDetail; change: ThreadState["change"] };

/** An answer is written, read as it will leave, and approved; only then is it sent. */
export function AnswerForm({ detail, change }: Props) {
  const draft = detail.answers.find(({ status }) => status === "draft");
  const [editing, setEditing] = useState(draft === undefined);
  if (detail.thread.sending === "do_not_contact") {
    return (
      <Alert color="gray" variant="light">
        This person asked for no more email or bounced. An answer would be one more email.
      </Alert>
    );
  }
  return (
    <Card>
      {draft && !editing ? (
        <Approval draft={draft} change={change} onEdit={() => setEditing(true)} />
      ) : (
        <Writing draft={draft} change={change} onWritten={() => setEditing(false)} />
      )}
    </Card>
  );
}

function Writing({
  draft,
  change,
  onWritten,
}: {
  draft?: ThreadAnswer;
  change: ThreadState["change"];
  onWritten: () => void;
}) {
  const [text, setText] = useState(draft?.body ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  useHotkeys([["r", () => field.current?.focus()]]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ path: "answer", json: { text }, failed: "The answer was not saved" }, { onSuccess: onWritten });
      }}
    >
      <Textarea
        ref={field}
        label="Your answer"
        description="You read it once more before it is sent."
        autosize
        minRows={4}
        maxRows={16}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="sm">
        <Button
          type="submit"
          disabled={text.trim() === ""}
          loading={change.isPending && change.variables.path === "answer"}
        >
          Review answer
        </Button>
      </Group>
    </form>
  );
}

type ApprovalProps = { draft: ThreadAnswer; change: ThreadState["change"]; onEdit: () => void };

function Approval({ draft, change, onEdit }: ApprovalProps) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        To {draft.to_email} · {draft.subject}
      </Text>
      <Text size="sm" className={classes.body}>
        {draft.body}
      </Text>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={onEdit}>
          Edit
        </Button>
        <Button
          leftSection={<IconSend size={16} aria-hidden />}
          loading={change.isPending && change.variables.path === "answer/approve"}
          onClick={() =>
            change.mutate({
              path: "answer/approve",
              json: { answer_id: draft.id, hash: draft.hash },
              failed: "The answer was not sent",
            })
          }
        >
          Approve and send
        </Button>
      </Group>
    </Stack>
  );
}
