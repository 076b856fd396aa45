"use client";

import { Alert, Badge, Button, Card, Group, SegmentedControl, Spoiler, Text } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { InboundEmail, KeptAttachment } from "@/lib/company/mail/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { ClaimSender } from "./claim-sender";
import { SENDERS } from "./mail-words";
import classes from "@/app/_ui/inbox.module.css";
import mail from "./mail.module.css";

type Props = { project: Project; message: InboundEmail; mayClaim: boolean };

/** One message as it was received: its own words first, quotations folded, its HTML in a frame that runs nothing. */
export function ReceivedCard({ project, message, mayClaim }: Props) {
  const [shape, setShape] = useState("text");
  const sender = message.evidence && SENDERS[message.evidence];
  return (
    <Card>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {message.sender_name ? `${message.sender_name} <${message.sender}>` : message.sender || "A mail server"}
        </Text>
        <Text size="xs" c="dimmed">
          <When iso={message.received_at} />
        </Text>
      </Group>
      <Group gap={6} my={4}>
        {sender && (
          <Badge size="sm" variant="light" color={sender.color}>
            {sender.words}
          </Badge>
        )}
        {message.other_sender && (
          <Badge size="sm" variant="light" color="orange">
            Other sender
          </Badge>
        )}
      </Group>
      <Notes message={message} />
      {mayClaim && message.thread_id !== null && <ClaimSender projectId={project.id} threadId={message.thread_id} />}
      {message.html !== null && (
        <SegmentedControl
          size="xs"
          value={shape}
          onChange={setShape}
          aria-label="Show the email as"
          data={[
            { value: "text", label: "Text" },
            { value: "html", label: "HTML" },
          ]}
        />
      )}
      {shape === "html" && message.html !== null ? (
        <iframe
          className={mail.frame}
          title="The email as HTML"
          sandbox=""
          srcDoc={`<meta name="viewport" content="width=device-width"><body style="font:15px/1.5 sans-serif;margin:16px;overflow-wrap:anywhere">${message.html}</body>`}
        />
      ) : (
        <Words message={message} />
      )}
      {message.attachments.map((attachment, index) => (
        <AttachmentRow key={`${index} ${attachment.sha256}`} project={project} attachment={attachment} />
      ))}
    </Card>
  );
}

function Notes({ message: { evidence, status, why, class: meaning, deadline_at } }: { message: InboundEmail }) {
  if (status === "quarantined") {
    return (
      <Alert color="orange" variant="light" my="xs" title="This email is quarantined">
        {why} Its attachments were not kept. Ask the sender for a simpler email.
      </Alert>
    );
  }
  if (meaning === "legal") {
    return (
      <Alert color="red" variant="light" my="xs" title="This speaks of a legal matter">
        {why} Answer it yourself{deadline_at ? ` by ${deadline_at.slice(0, 10)}` : ""}; nothing is drafted for it.
      </Alert>
    );
  }
  if (evidence !== "unverified") return null;
  return (
    <Text size="xs" fw={550} my={4}>
      {SENDERS.unverified.hint}
    </Text>
  );
}

function Words({ message: { own_text: own, text } }: { message: InboundEmail }) {
  const hasMore = own !== "" && text.trim() !== own.trim();
  return (
    <>
      <Text size="sm" mt="xs" className={classes.body}>
        {own || text || "No text"}
      </Text>
      {hasMore && (
        <Spoiler maxHeight={0} showLabel="Show the whole message" hideLabel="Hide the whole message" mt="xs" fz="sm">
          <Text size="sm" c="dimmed" className={classes.body}>
            {text}
          </Text>
        </Spoiler>
      )}
    </>
  );
}

function AttachmentRow({ project, attachment }: { project: Project; attachment: KeptAttachment }) {
  const { name, type, bytes, asset_id } = attachment;
  const open = useMutation({
    mutationFn: () => api<{ url: string }>(`/api/projects/${project.id}/assets/${asset_id}/preview`),
    onSuccess: ({ url }) => void window.open(url, "_blank", "noopener,noreferrer"),
    onError: (error) => notifyFailure(`“${name}” was not opened`, error),
  });
  return (
    <Group gap={6} mt="xs">
      <IconPaperclip size={14} aria-hidden />
      <Text size="xs" style={{ overflowWrap: "anywhere" }}>
        {name} · {type} · {Math.max(1, Math.round(bytes / 1024))} KB
      </Text>
      {asset_id === null ? (
        <Text size="xs">not kept, because it is empty</Text>
      ) : (
        <Button size="compact-xs" variant="subtle" loading={open.isPending} onClick={() => open.mutate()}>
          Open {name}
        </Button>
      )}
    </Group>
  );
}
