"use client";

import { Alert, Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, ApiError } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifySuccess } from "@/app/_ui/notify";
import { afterChange } from "@/app/_ui/review-words";
import type { Project } from "@/lib/company/projects/schemas";
import type { ReviewMode } from "@/lib/outreach/campaigns/schemas";
import type { Draft } from "@/lib/outreach/drafts/schemas";

type Props = { project: Project; draft: Draft; mode: ReviewMode; onDone: () => void };

/** Subject and text of one email. An edit that came in between is shown beside one's own, to choose from. */
export function DraftEditor({ project, draft, mode, onDone }: Props) {
  const queries = useQueryClient();
  const query = { workspace_id: project.workspace_id };
  const [theirs, setTheirs] = useState<Draft | null>(null);
  // The version that was read when editing began: the list may be refreshed meanwhile.
  const [version, setVersion] = useState(draft.version);
  const form = useForm({ initialValues: { subject: draft.subject, body: draft.body } });
  const save = useMutation({
    mutationFn: () =>
      api<Draft>(`/api/drafts/${draft.id}`, { method: "PATCH", json: { ...query, ...form.getValues(), version } }),
    onSuccess: ({ holes }) =>
      notifySuccess("Saved", holes.length > 0 ? `Still to fill in: ${holes.join(", ")}` : afterChange(mode)),
    onError: async (error) => {
      showFieldErrors(form, error);
      if (error instanceof ApiError && error.code === "draft.stale") {
        setTheirs(await api<Draft>(`/api/drafts/${draft.id}`, { query }));
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const resolve = (mine: boolean): void => {
    if (!theirs) return;
    if (!mine) form.setValues({ subject: theirs.subject, body: theirs.body });
    setVersion(theirs.version);
    setTheirs(null);
    save.reset();
  };
  // The form closes with the answer, so nothing may be typed until then. Once another draft is open, its form stays.
  const readOnly = save.isPending;
  return (
    <form onSubmit={form.onSubmit(() => save.mutate(undefined, { onSuccess: onDone }))} noValidate>
      <Stack gap="sm">
        {theirs && <Conflict theirs={theirs} onResolve={resolve} />}
        {save.isError && !theirs && Object.keys(form.errors).length === 0 && (
          <Failure title="The draft was not changed" error={save.error} />
        )}
        <TextInput label="Subject" maxLength={500} readOnly={readOnly} ref={first} {...form.getInputProps("subject")} />
        <Textarea
          label="Text"
          description="The footer with your address and the unsubscribe link is added below it."
          autosize
          minRows={8}
          maxRows={24}
          readOnly={readOnly}
          {...form.getInputProps("body")}
        />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending} disabled={theirs !== null}>
            Save
          </Button>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type ConflictProps = { theirs: Draft; onResolve: (mine: boolean) => void };

const Conflict = ({ theirs, onResolve }: ConflictProps) => (
  <Alert color="orange" title="Someone else changed this draft while you were editing" role="alert">
    <Stack gap="xs">
      <TextInput label="Their subject" value={theirs.subject} readOnly />
      <Textarea label="Their text" value={theirs.body} readOnly autosize minRows={3} maxRows={12} />
      <Group gap="sm">
        <Button size="xs" onClick={() => onResolve(true)}>
          Keep my text
        </Button>
        <Button size="xs" variant="default" onClick={() => onResolve(false)}>
          Take their text
        </Button>
      </Group>
    </Stack>
  </Alert>
);
