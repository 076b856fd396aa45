"use client";

import { Button, Group, Loader, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import type { Project } from "@/lib/company/projects/schemas";
import type { AudienceSize, SaveAudience } from "@/lib/outreach/campaigns/schemas";
import { AlreadyContacted, AudienceFields, people, useLeadGroups } from "./audience-fields";

type Props = { project: Project; opened: boolean; onClose: () => void };

const ALL: SaveAudience = { list_ids: [], tags: [], company: null, not_contacted_days: null };

/** Asks for a name and for the people, whose number it says before anything is created. */
export function NewCampaignModal({ project, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="New campaign"
      size="lg"
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <NewCampaignForm project={project} onClose={onClose} />
    </Modal>
  );
}

function NewCampaignForm({ project, onClose }: Omit<Props, "opened">) {
  const router = useRouter();
  const groups = useLeadGroups(project);
  const [audience, setAudience] = useState(ALL);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "" },
    validate: { name: (name) => (name.trim() === "" ? "Give the campaign a name" : null) },
  });
  const create = useMutation({
    mutationFn: ({ name }: { name: string }) =>
      api<{ id: string }>("/api/campaigns", {
        json: { workspace_id: project.workspace_id, project_id: project.id, name, audience },
      }),
    onSuccess: ({ id }) => router.push(`/companies/${project.id}/campaigns/${id}`),
    onError: (error) => showFieldErrors(form, error),
  });
  return (
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
        <Text fw={550} size="sm">
          Audience
        </Text>
        <AudienceFields groups={groups} chosen={audience} onChange={setAudience} />
        <Size project={project} audience={audience} />
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
  );
}

function Size({ project, audience }: { project: Project; audience: SaveAudience }) {
  const [asked] = useDebouncedValue(audience, 250);
  const size = useQuery({
    queryKey: ["company", project.id, "audience-preview", asked],
    queryFn: ({ signal }) =>
      api<AudienceSize>("/api/campaigns/audience-preview", {
        json: { workspace_id: project.workspace_id, ...asked },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  if (size.isError)
    return <Failure title="The people could not be counted" error={size.error} onRetry={() => void size.refetch()} />;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Text size="sm" role="status">
          {size.data
            ? `${people(size.data.people)} may be emailed. Nothing is sent before you activate it.`
            : "Counting people…"}
        </Text>
        {size.isFetching && <Loader size={14} aria-hidden />}
      </Group>
      <AlreadyContacted count={size.data?.contacted ?? 0} />
    </Stack>
  );
}
