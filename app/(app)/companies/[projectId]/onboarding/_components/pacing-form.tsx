"use client";

import { Button, Divider, Group, SimpleGrid, Stack, Switch, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { api } from "@/app/_ui/api-client";
import { CountInput } from "@/app/_ui/count-input";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { takeSaved } from "@/app/_ui/take-saved";
import { usePacing } from "@/app/_ui/use-pacing";
import type { Project } from "@/lib/company/projects/schemas";
import type { Pacing } from "@/lib/outreach/mailbox/schemas";

/** How fast the sending account goes. The built-in test mailbox has no pace. */
export function PacingForm({ project }: { project: Project }) {
  const read = usePacing(project);
  const pacing = read.data;
  if (read.isError && !pacing) {
    return (
      <Failure
        title="The pace of the mail account could not be loaded"
        error={read.error}
        onRetry={() => void read.refetch()}
      />
    );
  }
  if (!pacing?.paced) return null;
  return (
    <>
      <Divider my="lg" />
      <Title order={3} size="h5">
        Pace of the mail account
      </Title>
      <Fields project={project} pacing={pacing} />
    </>
  );
}

function Fields({ project, pacing }: { project: Project; pacing: Pacing }) {
  const queries = useQueryClient();
  const { gap_from_seconds, gap_to_seconds, domain_limit, ramp_up } = pacing;
  const form = useForm({ initialValues: { gap_from_seconds, gap_to_seconds, domain_limit, ramp_up } });
  const take = useEffectEvent((saved: ReturnType<typeof form.getValues>) =>
    takeSaved(form, form.getInitialValues(), saved),
  );
  useEffect(
    () => take({ gap_from_seconds, gap_to_seconds, domain_limit, ramp_up }),
    [gap_from_seconds, gap_to_seconds, domain_limit, ramp_up],
  );
  const save = useMutation({
    mutationFn: () =>
      api("/api/mailbox/pacing", {
        method: "PATCH",
        json: { workspace_id: project.workspace_id, ...form.getValues() },
      }),
    onMutate: () => form.clearErrors(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["company", project.id] }),
    onError: (error) => showFieldErrors(form, error),
  });
  const clean = Object.keys(form.errors).length === 0;
  return (
    <form onSubmit={form.onSubmit(() => save.mutate())} noValidate>
      <Stack gap="md" mt="xs">
        <Text size="sm" c="dimmed">
          A pause of random length between two emails looks like a person who writes, not like a machine.
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw={420}>
          <CountInput label="Seconds, at least" min={0} max={3600} {...form.getInputProps("gap_from_seconds")} />
          <CountInput label="Seconds, at most" min={0} max={3600} {...form.getInputProps("gap_to_seconds")} />
        </SimpleGrid>
        <CountInput
          label="Emails a day to one company"
          description="To people with the same email domain. Gmail and other public providers are exempt."
          min={1}
          max={10_000}
          maw={420}
          {...form.getInputProps("domain_limit")}
        />
        <Switch
          label="Start slowly"
          description={`10 emails on the first day, 5 more for each day of sending.${pacing.ramp_limit === null ? "" : ` Today at most ${pacing.ramp_limit}.`}`}
          {...form.getInputProps("ramp_up", { type: "checkbox" })}
        />
        {save.isError && clean && <Failure title="The pace was not changed" error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
            Save the pace
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
