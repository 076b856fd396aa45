"use client";

import { Alert, Button, Group, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { sentenceOf, tryOut } from "@/app/_ui/api-client";
import { Code } from "./code";

type Request = { method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"; address: string; body?: unknown };
type Props = { request: Request; company: string };
type Answer = { title: string; text: string };

/** Sends an operation's example, as the reader changed it, with the reader's own session, and shows the answer. */
export function TryIt({ request, company }: Props) {
  const [address, setAddress] = useState(request.address);
  const [body, setBody] = useState(request.body === undefined ? null : JSON.stringify(request.body, null, 2));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);

  async function send(): Promise<void> {
    setProblem(null);
    setAnswer(null);
    const json = parsed(body);
    if (json === "invalid") return setProblem("The body is not valid JSON. Check its commas, quotes and brackets.");
    if (!address.startsWith("/api/")) return setProblem("The address has to begin with /api/.");
    setIsSending(true);
    try {
      const { status, body: said } = await tryOut(address, { method: request.method, json: json?.value });
      setAnswer({ title: `Response, ${status}`, text: JSON.stringify(said, null, 2) });
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setIsSending(false);
    }
  }

  return (
    <>
      <TextInput mt="sm" label="Address" value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
      {body !== null && (
        <Textarea
          mt="sm"
          label="Body"
          autosize
          minRows={3}
          maxRows={18}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
      )}
      <Group mt="sm">
        <Button loading={isSending} onClick={() => void send()}>
          Send
        </Button>
        {request.method !== "GET" && (
          <Text size="sm" c="dimmed">
            This changes {company}.
          </Text>
        )}
      </Group>
      {problem !== null && (
        <Alert mt="sm" color="red" role="alert">
          {problem}
        </Alert>
      )}
      {answer !== null && <Code title={answer.title} code={answer.text} copy="Copy the response" />}
    </>
  );
}

function parsed(text: string | null): { value: unknown } | null | "invalid" {
  if (text === null) return null;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return "invalid";
  }
}
