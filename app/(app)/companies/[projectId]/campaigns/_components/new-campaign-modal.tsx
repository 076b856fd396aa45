"use client";

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import type { Project } from "@/lib/company/projects/schemas";

type Props = { project: Project; opened: boolean; onClose: () => void };

export function NewCampaignModal({ project, opened, onClose }: Props) {
  const router = useRouter();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "" },
    validate: { name: (name) => (name.trim() === "" ? "Give the campaign a name" : null) },
  });
  const create = useMutation({
    mutationFn: ({ name }: { name: string }) =>
      api<{ id: string }>("/api/campaigns", { json: { workspace_id: project.workspace_id, name } }),
    onSuccess: ({ id }) => router.push(`/companies/${project.id}/campaigns/${id}`),
    onError: (error) => showFieldErrors(form, error),
  });
  return (
    <Modal opened={opened} onClose={onClose} title="New campaign" centered closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            description="You will see it in the dashboard."
            placeholder="Spring offices"
            maxLength={200}
            required
            data-autofocus
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          {create.isError && Object.keys(form.errors).length === 0 && (
            <Failure title="The campaign was not created" error={create.error} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
