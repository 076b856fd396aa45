"use client";

import { Button, FileButton, Group, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { notifyUndo } from "@/app/_ui/notify-undo";
import type { Project } from "@/lib/company/projects/schemas";
import type { SuppressionImport } from "@/lib/outreach/suppressions/schemas";

type Props = { project: Project };
type Undo = { email: string } | { domain: string } | { batch_id: string };

/** A text with an @ after something is an address, any other a domain. */
const named = (entry: string): { email: string } | { domain: string } =>
  /[^\s@]@/.test(entry.trim()) ? { email: entry } : { domain: entry };

function useUndo({ project }: Props): (entry: Undo) => void {
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: (entry: Undo) =>
      api("/api/suppressions", { method: "DELETE", json: { workspace_id: project.workspace_id, ...entry } }),
    onSuccess: () => notifySuccess("Taken back"),
    onError: (error) => notifyFailure("The entries stay on the list", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  return (entry) => undo.mutate(entry);
}

function AddOne({ project }: Props) {
  const queries = useQueryClient();
  const undo = useUndo({ project });
  const [asking, { open, close }] = useDisclosure(false);
  const form = useForm({
    initialValues: { email: "", note: "" },
    validate: { email: (text) => (text.trim() === "" ? "Enter an email address or a domain" : null) },
  });
  const add = useMutation({
    mutationFn: ({ email, note }: { email: string; note: string }) =>
      api("/api/suppressions", { json: { workspace_id: project.workspace_id, ...named(email), note } }),
    onSuccess: (_, { email }) => {
      notifyUndo(`${email.trim()} is on the do-not-contact list`, () => undo(named(email)));
      form.reset();
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: (error) => {
      if (!showFieldErrors(form, error)) notifyFailure("It was not added", error);
    },
    onSettled: close,
  });
  const isDomain = "domain" in named(form.values.email);
  return (
    <>
      <form onSubmit={form.onSubmit(open)} noValidate style={{ flex: "1 1 auto" }}>
        <Group align="flex-start" gap="sm">
          <TextInput
            aria-label="Address or domain not to contact"
            placeholder="person@example.com or example.com"
            style={{ flex: "1 1 240px" }}
            {...form.getInputProps("email")}
          />
          <TextInput
            aria-label="Why"
            placeholder="Why (optional)"
            maxLength={500}
            style={{ flex: "1 1 160px" }}
            {...form.getInputProps("note")}
          />
          <Button type="submit" variant="default">
            Add to do-not-contact
          </Button>
        </Group>
      </form>
      <ConfirmDialog
        opened={asking}
        onClose={close}
        title="Add to do-not-contact?"
        keep="Cancel"
        action={{
          label: "Add",
          failed: "It was not added",
          run: () => add.mutate(form.values),
          pending: add.isPending,
          error: null,
        }}
      >
        {isDomain
          ? `No one at ${form.values.email.trim()}, or at a domain below it, is emailed any more. `
          : `${form.values.email.trim()} is not emailed any more. `}
        Waiting emails are cancelled. You can take this back.
      </ConfirmDialog>
    </>
  );
}

function AddFile({ project }: Props) {
  const queries = useQueryClient();
  const undo = useUndo({ project });
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.set("workspace_id", project.workspace_id);
      form.set("file", file);
      return api<SuppressionImport>("/api/suppressions/import", {
        form,
        query: { workspace_id: project.workspace_id },
      });
    },
    onSuccess: ({ added, known, refused, batch_id }) => {
      const parts = [
        `${added} added`,
        known > 0 && `${known} already there`,
        refused.length > 0 && `${refused.length} rows skipped`,
      ];
      notifyUndo(parts.filter(Boolean).join(", "), () => undo({ batch_id }));
    },
    onError: (error) => notifyFailure("The file was not read", error),
    onSettled: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
  });
  return (
    <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => file && upload.mutate(file)}>
      {(props) => (
        <Button {...props} variant="default" loading={upload.isPending}>
          Upload a file
        </Button>
      )}
    </FileButton>
  );
}

export const AddSuppressions = ({ project }: Props) => (
  <div>
    <Group gap="sm" align="flex-start">
      <AddOne project={project} />
      <AddFile project={project} />
    </Group>
    <Text size="xs" c="dimmed" mt={6}>
      A file holds one address or domain a row.
    </Text>
  </div>
);
