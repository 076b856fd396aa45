"use client";

import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import type { Project } from "@/lib/company/projects/schemas";
import type { Task } from "@/lib/company/tasks/schemas";

type Props = { project: Project; onClose: () => void };
type Fields = { title: string; description: string; url: string; marker: string };

/** Writes a task down, with the page that will prove it where there is one. */
export function NewTask({ project, onClose }: Props) {
  const router = useRouter();
  const form = useForm<Fields>({
    initialValues: { title: "", description: "", url: "", marker: "" },
    validate: {
      marker: (marker, { url }) => (url !== "" && marker === "" ? "is required with a page" : null),
      url: (url, { marker }) => (marker !== "" && url === "" ? "is required with a marker" : null),
    },
  });
  const create = useMutation({
    mutationFn: ({ title, description, url, marker }: Fields) =>
      api<Task>(`/api/projects/${project.id}/tasks`, {
        json: { title, description, ...(url && { contract: { check: "page", url, marker } }) },
      }),
    onSuccess: ({ id }) => router.push(`/companies/${project.id}/tasks/${id}`),
    onError: (error) => {
      const fields = error instanceof ApiError ? error.fields : {};
      form.setErrors({ ...fields, url: fields["contract.url"], marker: fields["contract.marker"] });
      notifyFailure("The task was not stored", error);
    },
  });
  return (
    <Modal opened onClose={onClose} title="New task">
      <form onSubmit={form.onSubmit((fields) => create.mutate(fields))}>
        <Stack>
          <TextInput label="Task" required maxLength={300} data-autofocus {...form.getInputProps("title")} />
          <Textarea label="Details" autosize minRows={2} maxRows={10} {...form.getInputProps("description")} />
          <TextInput
            label="Page that proves it"
            description="It is looked at as a stranger sees it. Leave it empty if there is none."
            placeholder="https://example.com/"
            {...form.getInputProps("url")}
          />
          <TextInput
            label="Text that the page must contain"
            description="For example the number of the build."
            {...form.getInputProps("marker")}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create task
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
