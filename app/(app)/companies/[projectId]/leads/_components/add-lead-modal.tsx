"use client";

import { Button, Group, Modal, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { isEmail, useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";

const EMPTY = { email: "", first_name: "", last_name: "", company: "", title: "" };
const OPTIONAL = [
  ["first_name", "First name"],
  ["last_name", "Last name"],
  ["company", "Company"],
  ["title", "Title"],
] as const;

type Props = { project: Project; opened: boolean; onClose: () => void };

export function AddLeadModal({ project, opened, onClose }: Props) {
  const router = useRouter();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: EMPTY,
    validate: { email: isEmail("Enter an email address") },
  });
  const add = useMutation({
    mutationFn: (lead: typeof EMPTY) =>
      api<Lead>("/api/leads", { json: { workspace_id: project.workspace_id, ...lead } }),
    onSuccess: ({ id }) => router.push(`/companies/${project.id}/leads/${id}`),
    onError: (error) => showFieldErrors(form, error),
  });
  return (
    <Modal opened={opened} onClose={onClose} title="Add lead" centered closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput
            label="Email"
            type="email"
            required
            data-autofocus
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            {OPTIONAL.map(([name, label]) => (
              <TextInput key={form.key(name)} label={label} maxLength={200} {...form.getInputProps(name)} />
            ))}
          </SimpleGrid>
          {add.isError && Object.keys(form.errors).length === 0 && (
            <Failure title="The lead was not added" error={add.error} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Add lead
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
