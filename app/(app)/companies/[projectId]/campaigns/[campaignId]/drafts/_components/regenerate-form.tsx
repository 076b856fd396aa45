"use client";

import { Button, Group, Progress, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifySuccess } from "@/app/_ui/notify";
import { afterChange } from "@/app/_ui/review-words";
import type { Project } from "@/lib/company/projects/schemas";
import type { ReviewMode } from "@/lib/outreach/campaigns/schemas";
import type { Draft } from "@/lib/outreach/drafts/schemas";

type Props = { project: Project; draft: Draft; mode: ReviewMode; onDone: () => void };

/** Asks for another text with a note. The old text stays until the new one is there. */
export function RegenerateForm({ project, draft, mode, onDone }: Props) {
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  // The version that was read when the form was opened: the list may be refreshed meanwhile.
  const [version] = useState(draft.version);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const regenerate = useMutation({
    mutationFn: () =>
      api<Draft>(`/api/drafts/${draft.id}/regenerate`, {
        json: { workspace_id: project.workspace_id, note, version },
      }),
    onSuccess: () => notifySuccess("Wrote a new text", afterChange(mode)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // Not called once another draft is open, whose form it would close.
        regenerate.mutate(undefined, { onSuccess: onDone });
      }}
      aria-label="Regenerate this email"
    >
      <Stack gap="sm">
        <Textarea
          label="What should be different?"
          description={
            draft.source === "offline planner"
              ? "The offline planner writes another sample text. Of a note it follows only the length (“shorter”) and the language (“in German”)."
              : "Optional. The writer follows your note."
          }
          placeholder="Shorter, and mention the free check"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          ref={field}
          disabled={regenerate.isPending}
        />
        {regenerate.isPending && <Writing />}
        {regenerate.isError && <Failure title="The draft keeps its text" error={regenerate.error} />}
        <Group gap="sm">
          <Button type="submit" loading={regenerate.isPending}>
            Write a new text
          </Button>
          <Button variant="default" onClick={onDone} disabled={regenerate.isPending}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const USUAL_SECONDS = 30;

/** How long the writer has been at it: a model may take half a minute. */
function Writing() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((passed) => passed + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div>
      <Text size="sm" c="dimmed" mb={6} role="status">
        Writing a new text. The old one stays until it is there.
      </Text>
      <Progress
        value={Math.min((seconds / USUAL_SECONDS) * 100, 95)}
        size="sm"
        animated
        aria-label="Writing a new text"
      />
    </div>
  );
}
