"use client";

import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure } from "@/app/_ui/notify";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { InboundEmail, MailThreadDetail, OutboundEmail } from "@/lib/company/mail/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { Badges } from "./mail-entry";
import classes from "@/app/_ui/inbox.module.css";
import { ReceivedCard } from "./received-card";
import { SentCard } from "./sent-card";

const MailReplyForm = dynamic(() => import("./mail-reply-form"), { ssr: false });

type Props = { project: Project; threadId: string; mayReply: boolean; onBack: () => void };

/** One conversation: the other side, what is known of it, and every message, oldest first. */
export function MailThreadView({ project, threadId, mayReply, onBack }: Props) {
  const router = useRouter();
  const at = `/api/projects/${project.id}/messages/threads/${threadId}`;
  const detail = useQuery({
    queryKey: ["company", project.id, "mail", threadId],
    queryFn: ({ signal }) => api<MailThreadDetail>(at, { signal }),
  });
  const { mutate } = useMutation({
    mutationFn: () => api(`${at}/read`, { json: { read: true } }),
    onSuccess: () => router.refresh(),
    onError: (error) => notifyFailure("The conversation was not marked as read", error),
  });
  const isUnread = detail.data?.thread.unread === true;
  useEffect(() => {
    if (isUnread) mutate();
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
        All mail
      </Button>
      {detail.isPending && <RowsSkeleton rows={5} />}
      {detail.isError && (
        <Failure
          title="The conversation could not be loaded"
          error={detail.error}
          onRetry={() => void detail.refetch()}
        />
      )}
      {detail.data && <Opened project={project} detail={detail.data} mayClaim={mayReply} />}
      {detail.data && mayReply && detail.data.thread.evidence !== "own_address" && (
        <MailReplyForm projectId={project.id} threadId={threadId} contact={detail.data.thread.contact_email} />
      )}
    </Stack>
  );
}

type OpenedProps = { project: Project; detail: MailThreadDetail; mayClaim: boolean };

function Opened({ project, detail: { thread, received, sent }, mayClaim }: OpenedProps) {
  // Once, at the newest message of a sender who is verified and not known.
  const claimable = thread.evidence === "unknown_sender" ? received.at(-1)?.id : undefined;
  const entries: { at: string; received?: InboundEmail; sent?: OutboundEmail }[] = [
    ...received.map((message) => ({ at: message.received_at, received: message })),
    ...sent.map((message) => ({ at: message.sent_at ?? message.created_at, sent: message })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <>
      <Card>
        <Group justify="space-between" align="flex-start" gap="sm">
          <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
            <Title order={2} fz="h3">
              {thread.subject || "(no subject)"}
            </Title>
            <Text size="sm" c="dimmed">
              {thread.contact_name ? `${thread.contact_name} · ` : ""}
              {thread.contact_email}
            </Text>
          </div>
          <Badges thread={thread} />
        </Group>
      </Card>
      <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: "none" }} aria-label="Messages, the oldest first">
        {entries.map(({ received: one, sent: own }) => (
          <li key={one?.id ?? own?.id}>
            {one && <ReceivedCard project={project} message={one} mayClaim={mayClaim && one.id === claimable} />}
            {own && <SentCard message={own} />}
          </li>
        ))}
      </Stack>
    </>
  );
}
