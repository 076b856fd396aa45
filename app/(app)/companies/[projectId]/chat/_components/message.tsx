"use client";

import { Alert, Button, Group, Loader, Menu, ActionIcon, Text } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Link } from "@/app/_ui/link";
import { When } from "@/app/_ui/when";
import type { ChatMessage } from "@/lib/autopilot/chat/schemas";
import classes from "./chat.module.css";
import { Markdown } from "./markdown";
import { Steps } from "./steps";
import { ToldFact } from "./told-fact";
import type { ChatScreen } from "./use-chat";

const InlineApproval = dynamic(() => import("./inline-approval").then((module) => module.InlineApproval));
const EarlierVersion = dynamic(() => import("./earlier-version").then((module) => module.EarlierVersion));

type Props = {
  chat: ChatScreen;
  message: ChatMessage;
  isLast: boolean;
  onEdit: (message: ChatMessage) => void;
  onContinue: () => void;
};

/** One message of the talk: the founder's, the company's reply, or a fact that is told there. */
export function Message(props: Props) {
  const { message } = props;
  if (message.role === "system")
    return (
      <li id={`m-${message.id}`} className={`${classes.turn} ${classes.told}`}>
        <ToldFact projectId={props.chat.project.id} message={message} />
      </li>
    );
  const isFounder = message.role === "user";
  return (
    <li id={`m-${message.id}`} className={`${classes.turn} ${isFounder ? classes.founder : ""}`}>
      {isFounder ? <Founders {...props} /> : <Reply {...props} />}
    </li>
  );
}

const Redacted = () => (
  <Text size="sm" c="dimmed" fs="italic">
    The text of this message was deleted.
  </Text>
);

function Founders({ chat, message, onEdit }: Props) {
  return (
    <>
      {message.redacted_at ? <Redacted /> : <Text component="p">{message.text}</Text>}
      <Footer chat={chat} message={message}>
        {!message.redacted_at && !chat.isRunning && <Menu.Item onClick={() => onEdit(message)}>Edit</Menu.Item>}
      </Footer>
    </>
  );
}

function Reply({ chat, message, isLast, onContinue }: Props) {
  const { status, steps, text, redacted_at } = message;
  const retry = (): void => chat.ask({ to: `/${message.id}/retry` });
  return (
    <>
      <Steps steps={steps} projectId={chat.project.id} />
      {redacted_at ? <Redacted /> : <Markdown text={text} projectId={chat.project.id} sources={chat.sources} />}
      {steps.map(({ id, approval_id }) =>
        approval_id ? <InlineApproval key={id} project={chat.project} approvalId={approval_id} /> : null,
      )}
      {status === "running" && (
        <Group gap="xs" role="status">
          <Loader size="xs" type="dots" />
          <Text size="sm" c="dimmed">
            Writing
          </Text>
        </Group>
      )}
      {status === "failed" && (
        <Alert color="red" title="There is no reply" my="xs">
          <Text size="sm">{message.failure?.error}</Text>
          <Button size="xs" mt="xs" disabled={chat.isRunning} onClick={retry}>
            Try again
          </Button>
        </Alert>
      )}
      {status === "interrupted" && (
        <Group gap="xs" my="xs">
          <Text size="sm" c="dimmed">
            This reply was interrupted.
          </Text>
          {isLast && (
            <Button size="compact-sm" variant="default" disabled={chat.isRunning} onClick={onContinue}>
              Continue
            </Button>
          )}
          <Button size="compact-sm" variant="default" disabled={chat.isRunning} onClick={retry}>
            Try again
          </Button>
        </Group>
      )}
      <Footer chat={chat} message={message}>
        {status === "complete" && !chat.isRunning && <Menu.Item onClick={retry}>Write another reply</Menu.Item>}
      </Footer>
    </>
  );
}

type FooterProps = { chat: ChatScreen; message: ChatMessage; children: React.ReactNode };

function Footer({ chat, message, children }: FooterProps) {
  const [isOpen, setOpen] = useState(false);
  const isRunning = message.status === "running";
  return (
    <>
      <Group gap={6} justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {message.model_label && `${message.model_label} · `}
          <When iso={message.created_at} />
        </Text>
        {!isRunning && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label="More about this message">
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {children}
              {message.replaces && (
                <Menu.Item onClick={() => setOpen(!isOpen)}>
                  {isOpen ? "Hide the earlier version" : "Show the earlier version"}
                </Menu.Item>
              )}
              {message.context_hash && (
                <Menu.Item
                  component={Link}
                  href={`/companies/${chat.project.id}/context?snapshot=${message.context_hash}`}
                >
                  Seen by the model
                </Menu.Item>
              )}
              {!message.redacted_at && (
                <Menu.Item color="red" onClick={() => chat.redact(message.id)}>
                  Delete the text
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {isOpen && <EarlierVersion chat={chat} replacedBy={message.id} />}
    </>
  );
}
