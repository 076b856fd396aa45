"use client";

import { Stack } from "@mantine/core";
import { CountInput } from "@/app/_ui/count-input";
import { ManyEmails } from "@/app/_ui/many-emails";
import { useForm } from "@mantine/form";
import { SendWindowFields } from "@/app/_ui/send-window-fields";
import type { Infrastructure, RevisedInfrastructure } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { ConflictDialog } from "./conflict-dialog";
import { PacingForm } from "./pacing-form";
import { SaveBar } from "./save-bar";
import { scheduleBody, scheduleValues, type ScheduleValues } from "./schedule-values";
import { TimeZoneField } from "./time-zone-field";
import { useAnswers, type FirstRead } from "./use-answers";

type Props = {
  project: Project;
  saved: Infrastructure | null;
  first: FirstRead;
  onSaved: () => Promise<void>;
};

/** When the company sends, and how fast its account goes. */
export const ScheduleForm = (props: Props) => (
  <>
    <Schedule {...props} />
    <PacingForm project={props.project} />
  </>
);

const FIELDS = ["time_zone", "send_window", "daily_limit"] as const;
const LABELS = {
  time_zone: "Time zone",
  send_window: "Days and hours",
  daily_limit: "Emails a day",
};

function Schedule({ project, saved, first, onSaved }: Props) {
  const form = useForm({ initialValues: scheduleValues(saved) });
  const answers = useAnswers<ScheduleValues, RevisedInfrastructure>({
    project,
    part: "infrastructure",
    form,
    fields: FIELDS,
    first,
    path: "/api/onboarding/infrastructure",
    body: scheduleBody,
    toSaved: ({ infrastructure, revision }) => ({
      values: infrastructure ? scheduleValues(infrastructure) : form.getInitialValues(),
      revision,
    }),
    onSaved,
  });
  return (
    <form onSubmit={form.onSubmit(() => answers.save.mutate())} noValidate>
      <Stack gap="md">
        <TimeZoneField
          value={form.values.time_zone}
          onChange={(zone) => form.setFieldValue("time_zone", zone)}
          error={form.errors.time_zone}
        />
        <SendWindowFields
          value={form.values.send_window}
          onChange={(value) => form.setFieldValue("send_window", value)}
          errors={{
            days: form.errors["send_window.days"],
            from: form.errors["send_window.from"],
            to: form.errors["send_window.to"],
          }}
        />
        <CountInput
          label="Emails a day"
          description="The most for the whole company. Start low with a new mailbox, so that its emails are not treated as spam."
          min={1}
          max={10_000}
          maw={360}
          {...form.getInputProps("daily_limit")}
        />
        <ManyEmails limit={form.values.daily_limit} />
        <ConflictDialog conflicts={answers.conflicts} labels={LABELS} onChoose={answers.choose} />
        <SaveBar
          saving={answers.save.isPending}
          typed={answers.dirty}
          failing={answers.failing}
          saved={saved !== null}
          error={answers.error}
        />
      </Stack>
    </form>
  );
}
