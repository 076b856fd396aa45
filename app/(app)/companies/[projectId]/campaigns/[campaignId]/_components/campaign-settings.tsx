"use client";

import { Button, Card, Group, NativeSelect, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { CountInput } from "@/app/_ui/count-input";
import { ManyEmails } from "@/app/_ui/many-emails";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { notifySuccess } from "@/app/_ui/notify";
import { SendWindowFields } from "@/app/_ui/send-window-fields";
import { takeSaved } from "@/app/_ui/take-saved";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { Campaign } from "@/lib/outreach/campaigns/schemas";
import type { Infrastructure } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { toChanges, valuesOf, type CampaignValues } from "./campaign-form";

type Props = { project: Project; campaign: CampaignWithProgress; schedule: Infrastructure | null };

export function CampaignSettings({ project, campaign, schedule }: Props) {
  const queries = useQueryClient();
  const form = useForm({ initialValues: valuesOf(campaign, schedule) });
  const save = useMutation({
    mutationFn: (values: CampaignValues) =>
      api<Campaign>(`/api/campaigns/${campaign.id}`, {
        method: "PATCH",
        json: { workspace_id: project.workspace_id, ...toChanges(values) },
      }),
    onSuccess: (saved, sent) => {
      takeSaved(form, sent, valuesOf(saved, schedule));
      notifySuccess("Saved");
      return queries.invalidateQueries({ queryKey: ["company", project.id] });
    },
    onError: (error) => showFieldErrors(form, error),
  });
  const unplaced = save.isError && Object.keys(form.errors).length === 0;
  return (
    <Card component="section" aria-labelledby="settings-title">
      <Title order={2} id="settings-title" mb="md">
        Settings
      </Title>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="lg">
          <TextInput label="Name" maxLength={200} maw={420} {...form.getInputProps("name")} />
          <ReviewMode form={form} />
          <Delays form={form} />
          <CountInput
            label="Emails a day"
            description={`At most, for this campaign. Empty: only the company’s limit${schedule ? ` of ${schedule.daily_limit}` : ""} applies.`}
            min={1}
            max={10_000}
            maw={420}
            {...form.getInputProps("daily_limit")}
          />
          <ManyEmails limit={form.values.daily_limit} />
          <Switch
            label="A reply stops the whole company"
            description="The other leads with the same email domain are held too. Public providers like Gmail are exempt."
            {...form.getInputProps("stop_company_on_reply", { type: "checkbox" })}
          />
          <Switch label="A sending window of its own" {...form.getInputProps("own_window", { type: "checkbox" })} />
          {form.values.own_window ? (
            <SendWindowFields
              value={form.values.send_window}
              onChange={(value) => form.setFieldValue("send_window", value)}
              errors={{
                days: form.errors["send_window.days"],
                from: form.errors["send_window.from"],
                to: form.errors["send_window.to"],
              }}
            />
          ) : (
            <Text size="sm" c="dimmed">
              It uses the company&rsquo;s sending window
              {schedule ? `: ${schedule.send_window.from}–${schedule.send_window.to}, ${schedule.time_zone}` : ""}.
            </Text>
          )}
          {unplaced && <Failure title="The campaign was not changed" error={save.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

type SettingsForm = ReturnType<typeof useForm<ReturnType<typeof valuesOf>>>;

const ReviewMode = ({ form }: { form: SettingsForm }) => (
  <NativeSelect
    label="Emails that wait for your approval"
    description="An approval holds for the exact text, sender and footer. A change makes it void."
    maw={420}
    data={[
      { value: "every", label: "Every email" },
      { value: "sample", label: "The first ten, then none" },
      { value: "off", label: "None" },
    ]}
    {...form.getInputProps("review_mode")}
  />
);

const delayOf = (index: number): string =>
  index === 0 ? "Email 1, after its draft" : `Email ${index + 1}, after email ${index}`;

function Delays({ form }: { form: SettingsForm }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={6}>
        Days to wait
      </Text>
      <Group gap="sm" align="flex-start">
        {form.getValues().step_delays_days.map((_, index) => (
          <CountInput
            key={index}
            label={delayOf(index)}
            min={0}
            max={365}
            w={190}
            {...form.getInputProps(`step_delays_days.${index}`)}
          />
        ))}
      </Group>
    </div>
  );
}
