"use client";

import { Button, Group, SimpleGrid, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Fact, Facts } from "@/app/_ui/facts";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifySuccess } from "@/app/_ui/notify";
import { takeSaved } from "@/app/_ui/take-saved";
import { notifyVoided, type WithVoided } from "@/app/_ui/voided-approvals";
import type { Project } from "@/lib/company/projects/schemas";
import type { Lead } from "@/lib/outreach/leads/schemas";

const FIELDS = [
  ["email", "Email"],
  ["first_name", "First name"],
  ["last_name", "Last name"],
  ["company", "Company"],
  ["title", "Title"],
  ["website", "Website"],
] as const;

const valuesOf = (lead: Lead) => ({
  email: lead.email,
  first_name: lead.first_name ?? "",
  last_name: lead.last_name ?? "",
  company: lead.company ?? "",
  title: lead.title ?? "",
  website: lead.website ?? "",
  notes: lead.notes ?? "",
  tags: lead.tags,
});
type Values = ReturnType<typeof valuesOf>;
type Props = { project: Project; lead: Lead; onSaved: () => void };

/** Only what was changed is sent: another person's change of another field stays. */
const changes = (before: Values, after: Values): Partial<Values> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(before[name as keyof Values]) !== JSON.stringify(value),
    ),
  );

export function LeadForm({ project, lead, onSaved }: Props) {
  const form = useForm({ initialValues: valuesOf(lead) });
  const save = useMutation({
    mutationFn: (values: Values) =>
      api<Lead & WithVoided>(`/api/leads/${lead.id}`, {
        method: "PATCH",
        json: { workspace_id: project.workspace_id, ...changes(form.getInitialValues(), values) },
      }),
    onSuccess: (saved, sent) => {
      takeSaved(form, sent, valuesOf(saved));
      notifySuccess("Saved");
      notifyVoided(saved);
      onSaved();
    },
    onError: (error) => showFieldErrors(form, error),
  });
  const extras = Object.entries(lead.custom);
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          {FIELDS.map(([name, label]) => (
            <TextInput key={name} label={label} {...form.getInputProps(name)} />
          ))}
        </SimpleGrid>
        <TagsInput label="Tags" maxTags={50} {...form.getInputProps("tags")} />
        <Textarea
          label="Notes"
          description="Drafts may use them."
          autosize
          minRows={2}
          {...form.getInputProps("notes")}
        />
        {extras.length > 0 && (
          <Facts>
            {extras.map(([name, value]) => (
              <Fact key={name} name={name}>
                {value}
              </Fact>
            ))}
          </Facts>
        )}
        {save.isError && Object.keys(form.errors).length === 0 && (
          <Failure title="The lead was not saved" error={save.error} />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            Save changes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
