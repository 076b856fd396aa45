"use client";

import { Button, Group, Modal, SimpleGrid, Stack, Switch } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "@/app/_ui/api-client";
import { CountInput } from "@/app/_ui/count-input";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import type { Project } from "@/lib/company/projects/schemas";
import type { Mailbox } from "@/lib/outreach/mailbox/schemas";

type Props = { project: Project; row: Mailbox; onClose: () => void };

const PAUSE = { min: 0, max: 3600 };

/** The daily limit and the pace of one mailbox. The limit of the first is the company's. */
export function MailboxPaceModal({ project, row, onClose }: Props) {
  const router = useRouter();
  const { gap_from_seconds, gap_to_seconds, domain_limit, ramp_up } = row.pacing;
  const ownLimit = row.mailbox !== 1;
  const form = useForm({
    initialValues: {
      ...(ownLimit && { daily_limit: row.daily_limit ?? 50 }),
      gap_from_seconds,
      gap_to_seconds,
      domain_limit,
      ramp_up,
    },
  });
  const save = useMutation({
    mutationFn: () =>
      api(`/api/mailboxes/${row.mailbox}`, {
        method: "PATCH",
        json: { workspace_id: project.workspace_id, ...form.getValues() },
      }),
    onMutate: () => form.clearErrors(),
    onSuccess: () => {
      router.refresh();
      onClose();
    },
    onError: (error) => showFieldErrors(form, error),
  });
  const clean = Object.keys(form.errors).length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Pace of ${row.address ?? "the first mailbox"}`}
      centered
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
        <Stack gap="md">
          {ownLimit && <CountInput label="Emails a day" min={1} max={10_000} {...form.getInputProps("daily_limit")} />}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <CountInput label="Pause, at least (seconds)" {...PAUSE} {...form.getInputProps("gap_from_seconds")} />
            <CountInput label="Pause, at most (seconds)" {...PAUSE} {...form.getInputProps("gap_to_seconds")} />
          </SimpleGrid>
          <CountInput
            label="Emails a day to one company"
            description="To people with the same email domain. Gmail and other public providers are exempt."
            min={1}
            max={10_000}
            {...form.getInputProps("domain_limit")}
          />
          <Switch
            label="Start slowly"
            description="10 emails on the first day, 5 more for each day of sending."
            {...form.getInputProps("ramp_up", { type: "checkbox" })}
          />
          {save.isError && clean && <Failure title="The pace was not changed" error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save the pace
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
