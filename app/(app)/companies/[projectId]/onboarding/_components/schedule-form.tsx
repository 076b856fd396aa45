"use client";

import { Stack } from "@mantine/core";
import dynamic from "next/dynamic";
import { CountInput } from "@/app/_ui/count-input";
import { ManyEmails } from "@/app/_ui/many-emails";
import { useForm } from "@mantine/form";
import { SendWindowFields } from "@/app/_ui/send-window-fields";
import type { Infrastructure, RevisedInfrastructure } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { ConflictDialog } from "./conflict-dialog";
import type { Offers } from "./machine-fields";
import { PacingForm } from "./pacing-form";
import { SaveBar } from "./save-bar";
import { TimeZoneField } from "./time-zone-field";
import { currentName } from "./time-zones";
import { useAnswers, type FirstRead } from "./use-answers";

const MachineFields = dynamic(() => import("./machine-fields").then((module) => module.MachineFields), { ssr: false });

type Props = {
  project: Project;
  saved: Infrastructure | null;
  offers: Offers;
  first: FirstRead;
  onSaved: () => Promise<void>;
};

/** When the company sends, how fast its account goes, and where its machine stands. */
export const ScheduleForm = (props: Props) => (
  <>
    <Schedule {...props} />
    <PacingForm project={props.project} />
  </>
);

/** The form is rendered in the browser alone, which knows the founder's zone. */
const valuesOf = (saved: Infrastructure | null) => ({
  time_zone: saved?.time_zone ?? ownTimeZone(),
  send_window: saved?.send_window ?? { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
  daily_limit: (saved?.daily_limit ?? 50) as number | string,
  region: saved?.region ?? "",
  size: saved?.size ?? "",
});

const LABELS = {
  time_zone: "Time zone",
  send_window: "Days and hours",
  daily_limit: "Emails a day",
  region: "Place of the machine",
  size: "Size of the machine",
};

const ownTimeZone = (): string => currentName(Intl.DateTimeFormat().resolvedOptions().timeZone);

type Values = ReturnType<typeof valuesOf>;

function Schedule({ project, saved, offers, first, onSaved }: Props) {
  const form = useForm({ initialValues: valuesOf(saved) });
  const answers = useAnswers<Values, RevisedInfrastructure>({
    project,
    part: "infrastructure",
    form,
    first,
    path: "/api/onboarding/infrastructure",
    body: (values) => ({ ...values, daily_limit: Number(values.daily_limit) }),
    toSaved: ({ infrastructure, revision }) => ({
      values: infrastructure ? valuesOf(infrastructure) : form.getInitialValues(),
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
        {offers !== "none" && (
          <MachineFields
            offers={offers}
            value={{ region: form.values.region, size: form.values.size }}
            errors={{ region: form.errors.region, size: form.errors.size }}
            onChange={(machine) => form.setValues(machine)}
          />
        )}
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
