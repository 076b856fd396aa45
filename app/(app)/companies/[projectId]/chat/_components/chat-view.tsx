"use client";

import { Button, Center, Group, Stack, Text } from "@mantine/core";
import { IconMessageCircle } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Blank } from "@/app/_ui/blank";
import { PageHeader } from "@/app/_ui/page-header";
import { SearchInput } from "@/app/_ui/search-input";
import type { ChatMessage, ChatPage } from "@/lib/autopilot/chat/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import classes from "./chat.module.css";
import { Composer } from "./composer";
import { FoundMessages } from "./found-messages";
import { Message } from "./message";
import { useChat, type ChatScreen } from "./use-chat";

type Props = { project: Project; firstPage: ChatPage; questions: readonly string[] };

/** The talk with the company: it reads its own facts and proposes; nothing happens before a decision. */
export function ChatView({ project, firstPage, questions }: Props) {
  const chat = useChat(project, firstPage);
  const [search, setSearch] = useState("");
  const [editing, setEditing] = useState<ChatMessage | null>(null);
  const send = (text: string): void => {
    const json = { text, client_id: crypto.randomUUID(), ...(editing && { replaces: editing.id }) };
    setEditing(null);
    chat.ask({ json });
  };
  return (
    <>
      <PageHeader
        title="Chat"
        description="It reads the company and proposes. Nothing is done before you approve it."
        actions={
          <SearchInput aria-label="Search the chat" placeholder="Search the chat" value={search} onSearch={setSearch} />
        }
      />
      {search === "" ? (
        <Talk chat={chat} questions={questions} onEdit={setEditing} onSend={send} />
      ) : (
        <FoundMessages chat={chat} search={search} />
      )}
      <Composer
        key={editing?.id ?? "new"}
        chat={chat}
        editing={editing}
        onSend={send}
        onCancel={() => setEditing(null)}
      />
    </>
  );
}

type TalkProps = {
  chat: ChatScreen;
  questions: readonly string[];
  onEdit: (message: ChatMessage) => void;
  onSend: (text: string) => void;
};

function Talk({ chat, questions, onEdit, onSend }: TalkProps) {
  const { messages, older } = chat;
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1);
  const shown = `${newest?.id ?? ""} ${newest?.text.length ?? 0} ${newest?.steps.length ?? 0}`;
  useEffect(() => {
    if (window.location.hash === "") end.current?.scrollIntoView({ block: "end" });
  }, [shown]);
  if (messages.length === 0) return <Beginning questions={questions} onSend={onSend} />;
  return (
    <>
      {older && (
        <Center mb="md">
          <Button variant="default" size="xs" loading={older.isPending} onClick={() => older.mutate()}>
            Show earlier messages
          </Button>
        </Center>
      )}
      <ol className={classes.talk} aria-label="Messages">
        {messages.map((message) => (
          <Message
            key={message.id}
            chat={chat}
            message={message}
            onEdit={onEdit}
            onContinue={() => onSend("Continue.")}
            isLast={message === newest}
          />
        ))}
      </ol>
      <div ref={end} />
    </>
  );
}

function Beginning({ questions, onSend }: Pick<TalkProps, "questions" | "onSend">) {
  return (
    <Blank icon={<IconMessageCircle size={26} />} title="Ask about the company, or for something to be done">
      <Text component="span" display="block" mb="md">
        For example: “Write to lena@example.com and ask for a call”. You see the exact email before it leaves.
      </Text>
      {questions.length > 0 && (
        <Stack component="span" gap="xs" align="center">
          <Group component="span" gap="xs" justify="center">
            {questions.map((question) => (
              <Button
                key={question}
                variant="default"
                size="sm"
                h="auto"
                py={6}
                styles={{ label: { whiteSpace: "normal" } }}
                onClick={() => onSend(question)}
              >
                {question}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
    </Blank>
  );
}
