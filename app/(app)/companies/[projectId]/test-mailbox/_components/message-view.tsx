"use client";

import { Alert, Anchor, Button, Card, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@/app/_ui/link";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { ReplyAnswer } from "@/lib/contracts/engine-replies";
import type { MailboxMessageDetail } from "@/lib/operations/test-mailbox/schemas";
import classes from "./mailbox.module.css";

type Act = { path: "reply" | "bounce" | "opt-out" | "holiday"; json?: object };
type Result = Partial<ReplyAnswer>;
type Props = { project: Project; messageId: string; onBack: () => void };

const RESULTS: Record<Act["path"], (result: Result) => string> = {
  reply: ({ event_type }) =>
    event_type === "opt_out"
      ? "Your answer arrived and was read as a wish for no more email. The sequence is stopped."
      : event_type === "replied"
        ? "Your answer arrived. The sequence is stopped for this person."
        : "Your answer arrived and needs a look. Nothing is sent to this person meanwhile.",
  bounce: () => "The email bounced. This person is on the do-not-contact list now.",
  "opt-out": () => "You opted out. This person is on the do-not-contact list now.",
  holiday: () => "Your out-of-office note arrived. The sequence goes on when you are back.",
};

/** One email as its recipient sees it, and what a recipient can do. */
export function MessageView({ project, messageId, onBack }: Props) {
  const address = `/api/mailbox/messages/${messageId}`;
  const message = useQuery({
    queryKey: ["company", project.id, "mailbox", messageId],
    queryFn: ({ signal }) =>
      api<MailboxMessageDetail>(address, { query: { workspace_id: project.workspace_id }, signal }),
  });

  return (
    <Stack gap="md" component="section" aria-label="Email">
      <Button
        className={classes.back}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size={15} aria-hidden />}
        onClick={onBack}
        style={{ alignSelf: "flex-start" }}
      >
        All emails
      </Button>
      {message.isPending && <RowsSkeleton rows={5} />}
      {message.isError && (
        <Failure title="The email could not be loaded" error={message.error} onRetry={() => void message.refetch()} />
      )}
      {message.data && <AsReceived message={message.data} />}
      {message.data && <Recipient project={project} address={address} message={message.data} />}
    </Stack>
  );
}

function AsReceived({ message }: { message: MailboxMessageDetail }) {
  return (
    <Card>
      <Title order={2} fz="h3" style={{ overflowWrap: "anywhere" }}>
        {message.subject}
      </Title>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        From {message.from} · To {message.to}
      </Text>
      {message.html === null ? (
        <Text size="sm" mt="md" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {message.text}
        </Text>
      ) : (
        // Without any permission: no script, no form, no way out of the frame.
        <iframe
          title="The email as received"
          className={classes.frame}
          sandbox=""
          srcDoc={message.html}
          style={{ marginTop: 16 }}
        />
      )}
    </Card>
  );
}

type RecipientProps = { project: Project; address: string; message: MailboxMessageDetail };

function Recipient({ project, address, message: { to, reply_to } }: RecipientProps) {
  const [text, setText] = useState("");
  const act = useMutation({
    mutationFn: ({ path, json }: Act) =>
      api<Result>(`${address}/${path}`, { json: { workspace_id: project.workspace_id, ...json } }),
    onSuccess: (_result, { path }) => {
      if (path === "reply") setText("");
    },
  });
  const pending = (path: Act["path"]): boolean => act.isPending && act.variables.path === path;
  return (
    <Card>
      <Title order={3} fz="h4">
        Act as {to}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ path: "reply", json: { text } });
        }}
      >
        <Textarea
          label="Answer"
          mt="xs"
          autosize
          minRows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group mt="sm" gap="sm">
          <Button type="submit" disabled={text.trim() === ""} loading={pending("reply")}>
            Send answer
          </Button>
          <Button variant="default" loading={pending("bounce")} onClick={() => act.mutate({ path: "bounce" })}>
            Bounce
          </Button>
          {reply_to === null && (
            <Button variant="default" loading={pending("opt-out")} onClick={() => act.mutate({ path: "opt-out" })}>
              Opt out
            </Button>
          )}
          <Button
            variant="default"
            loading={pending("holiday")}
            onClick={() => act.mutate({ path: "holiday", json: { days: 7 } })}
          >
            Go on holiday for a week
          </Button>
        </Group>
      </form>
      {act.isError && <Failure title="Nothing happened" error={act.error} />}
      {act.isSuccess && (
        <Outcome projectId={project.id} path={act.variables.path} result={act.data} isOwn={reply_to !== null} />
      )}
    </Card>
  );
}

type OutcomeProps = { projectId: string; path: Act["path"]; result: Result; isOwn: boolean };

function Outcome({ projectId, path, result, isOwn }: OutcomeProps) {
  const thread = result.thread_id ? `?thread=${result.thread_id}` : "";
  return (
    <Alert color="green" variant="light" mt="md" role="status">
      {isOwn ? "Your message was sent to the company's address. It is filed within seconds." : RESULTS[path](result)}{" "}
      <Anchor component={Link} href={`/companies/${projectId}/${isOwn ? "mail" : "replies"}${thread}`}>
        {isOwn ? "See it in Mail" : "See it in Replies"}
      </Anchor>
    </Alert>
  );
}
