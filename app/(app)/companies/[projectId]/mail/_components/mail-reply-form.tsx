"use client";

import { Button, Card, Group, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";

type Props = { projectId: string; threadId: string; contact: string };

/** Writes an answer as a proposal and opens it: it is sent once it is approved, and not before. */
export default function MailReplyForm({ projectId, threadId, contact }: Props) {
  const router = useRouter();
  const [text, setText] = useState("");
  const propose = useMutation({
    mutationFn: () =>
      api<{ id: string }>(`/api/projects/${projectId}/approvals`, {
        json: { action_type: "email.reply", payload: { thread_id: threadId, text } },
      }),
    onSuccess: ({ id }) => router.push(`/companies/${projectId}/approvals/${id}`),
  });
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          propose.mutate();
        }}
      >
        <Textarea
          label={`Your answer to ${contact}`}
          description="You read it once more, with its account and recipients, before it is sent."
          autosize
          minRows={4}
          maxRows={16}
          maxLength={100_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {propose.isError && <Failure title="The answer was not proposed" error={propose.error} />}
        <Group justify="flex-end" mt="sm">
          <Button type="submit" disabled={text.trim() === ""} loading={propose.isPending}>
            Review answer
          </Button>
        </Group>
      </form>
    </Card>
  );
}
