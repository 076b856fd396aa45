"use client";

import { Alert, Badge, Button, Card, Group, Select, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useEffect } from "react";
import { Failure } from "@/app/_ui/failure";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { ReplyThread } from "@/lib/outreach/replies/schemas";
import { AnswerForm } from "./answer-form";
import { Conversation } from "./conversation";
import { CHOICES, LABELS, SENDING } from "./label-words";
import classes from "@/app/_ui/inbox.module.css";
import type { MemberChoice } from "./member-choice";
import { useThread, type ThreadState } from "./use-thread";

type Props = { project: Project; threadId: string; members: MemberChoice[]; onBack: () => void };

/** One conversation: who, what it means, whether the sequence goes on, every message, and the answer. */
export function ThreadView({ project, threadId, members, onBack }: Props) {
  const { detail, change } = useThread(project, threadId);
  const { mutate } = change;
  const isUnread = detail.data?.thread.unread === true;
  useEffect(() => {
    if (isUnread) mutate({ path: "read", json: { read: true }, failed: "The conversation was not marked as read" });
  }, [isUnread, mutate]);

  return (
    <Stack gap="md" component="section" aria-label="Conversation">
      <Button
        className={classes.back}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size={15} aria-hidden />}
        onClick={onBack}
        style={{ alignSelf: "flex-start" }}
      >
        All replies
      </Button>
      {detail.isPending && <RowsSkeleton rows={5} />}
      {detail.isError && (
        <Failure
          title="The conversation could not be loaded"
          error={detail.error}
          onRetry={() => void detail.refetch()}
        />
      )}
      {detail.data && (
        <>
          <ThreadHead thread={detail.data.thread} members={members} change={change} />
          <Conversation detail={detail.data} />
          <AnswerForm detail={detail.data} change={change} />
        </>
      )}
    </Stack>
  );
}

type HeadProps = { thread: ReplyThread; members: MemberChoice[]; change: ThreadState["change"] };

function ThreadHead({ thread, members, change }: HeadProps) {
  const { words, color } = LABELS[thread.label];
  return (
    <Card>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
          <Title order={2} fz="h3">
            {thread.contact_name ?? thread.contact_email}
          </Title>
          <Text size="sm" c="dimmed">
            {thread.contact_email}
            {thread.campaign_name && ` · ${thread.campaign_name}`}
            {thread.step !== null && ` · answers email ${thread.step}`}
          </Text>
        </div>
        <Badge color={color}>{words}</Badge>
      </Group>
      <Text size="sm" mt="sm">
        {thread.why} {SENDING[thread.sending]}
        {thread.until && ` Back on ${thread.until}.`}
      </Text>
      {thread.label === "needs_look" && (
        <Alert color="orange" variant="light" mt="sm" title="Read it and choose a label">
          Greenlight is not sure what this means. Nothing is sent to this person until you choose a label or resume
          sending.
        </Alert>
      )}
      <Decisions thread={thread} members={members} change={change} />
    </Card>
  );
}

/** Label, assignment, and whether the sequence goes on. */
function Decisions({ thread, members, change }: HeadProps) {
  const isStopped = thread.sending === "stopped" || thread.sending === "held";
  const canSwitch = isStopped || thread.sending === "active";
  return (
    <Group mt="md" gap="sm" align="flex-end">
      <Select
        label="Label"
        size="sm"
        data={CHOICES}
        value={CHOICES.some(({ value }) => value === thread.label) ? thread.label : null}
        placeholder="Choose a label"
        allowDeselect={false}
        onChange={(label) =>
          label && change.mutate({ path: "label", json: { label }, failed: "The label was not saved" })
        }
      />
      <Select
        label="Assigned to"
        size="sm"
        data={members}
        value={thread.assigned_to}
        placeholder="No member"
        clearable
        clearButtonProps={{ "aria-label": "Assign to no member" }}
        onChange={(user_id) =>
          change.mutate({ path: "assign", json: { user_id }, failed: "The conversation was not assigned" })
        }
      />
      {canSwitch && (
        <Button
          variant="default"
          loading={change.isPending && (change.variables.path === "stop" || change.variables.path === "resume")}
          leftSection={isStopped ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerStop size={16} aria-hidden />}
          onClick={() =>
            change.mutate(
              isStopped
                ? { path: "resume", failed: "Sending was not resumed" }
                : { path: "stop", failed: "Sending was not stopped" },
            )
          }
        >
          {isStopped ? "Resume sending" : "Stop sending"}
        </Button>
      )}
    </Group>
  );
}
