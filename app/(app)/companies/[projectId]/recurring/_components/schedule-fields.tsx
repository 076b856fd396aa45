import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import { TimeZoneField } from "../../onboarding/_components/time-zone-field";
import { cronOf, PRESETS, presetOf, type Preset } from "./presets";
import type { FormOfTask } from "./recurring-fields";
import { UpcomingRuns } from "./upcoming-runs";

/** When a task runs: a preset or an expression of its own, its zone, and the ten times that follow. */
export function ScheduleFields({ project, form }: { project: Project; form: FormOfTask }) {
  const { cron_expr, timezone } = form.getValues();
  const [chosen, setChosen] = useState(() => presetOf(cron_expr));
  const [shown] = useDebouncedValue(`${cron_expr}\n${timezone}`, 300);
  const [cron = "", zone = ""] = shown.split("\n");
  const choose = (next: { preset: Preset; time: string }): void => {
    setChosen(next);
    if (next.preset !== "own") form.setFieldValue("cron_expr", cronOf(next.preset, next.time));
  };
  return (
    <>
      <Group grow align="flex-start">
        <NativeSelect
          label="Repeats"
          data={PRESETS}
          value={chosen.preset}
          onChange={({ currentTarget }) => choose({ ...chosen, preset: currentTarget.value as Preset })}
        />
        {chosen.preset === "own" ? (
          <TextInput
            label="Cron expression"
            description="Minute, hour, day, month, weekday"
            inputWrapperOrder={["label", "input", "description", "error"]}
            required
            maxLength={100}
            {...form.getInputProps("cron_expr")}
          />
        ) : (
          <TextInput
            type="time"
            label={chosen.preset === "hourly" ? "At the minute of" : "At"}
            required
            value={chosen.time}
            onChange={({ currentTarget }) => choose({ ...chosen, time: currentTarget.value || "00:00" })}
            error={form.errors["cron_expr"]}
          />
        )}
      </Group>
      <TimeZoneField
        value={timezone}
        onChange={(next) => form.setFieldValue("timezone", next)}
        error={form.errors["timezone"]}
      />
      <UpcomingRuns project={project} cron={cron} zone={zone} />
    </>
  );
}
