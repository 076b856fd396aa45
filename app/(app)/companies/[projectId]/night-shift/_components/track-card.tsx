"use client";

import { Card, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { Fact, Facts } from "@/app/_ui/facts";
import type { Latest } from "@/lib/autopilot/nightshift/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { useSaveSettings } from "./use-night-shift";

/** Its nights in shadow beside the decisions of the founder, and how well its chances fitted. */
export function TrackCard({ latest: { shadow, calibration } }: { latest: Latest }) {
  const seen = shadow.agreed + shadow.did_other + shadow.did_nothing;
  const { moved_anyway: anyway } = calibration;
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        How good it has been
      </Title>
      <Facts>
        <Fact name="In shadow">
          {seen === 0
            ? "Nothing to compare yet"
            : `You agreed ${shadow.agreed} of ${seen} times, said no ${shadow.did_other}, let ${shadow.did_nothing} go by`}
        </Fact>
        <Fact name="Calibration">
          {calibration.brier === null
            ? `Shown from 30 scored recommendations on (n = ${calibration.count})`
            : `Brier score ${calibration.brier.toFixed(3)} (n = ${calibration.count}; 0 is perfect, 0.25 is a coin)`}
        </Fact>
        <Fact name="Moved anyway">
          {anyway.of === 0
            ? "Nothing that you left alone was scored yet"
            : `${anyway.count} of ${anyway.of} that you left alone moved as well`}
        </Fact>
      </Facts>
    </Card>
  );
}

const MODES = [
  { value: "auto", label: "Shadow first, then live" },
  { value: "shadow", label: "Shadow: recommend only" },
  { value: "live", label: "Live: propose what I accept" },
];
const CADENCES = [
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Once a week" },
  { value: "off", label: "Never" },
];

type Props = { project: Project; latest: Latest; mayChange: boolean };

export function SettingsCard({ project, latest: { settings, kpis }, mayChange }: Props) {
  const save = useSaveSettings(project);
  const { mode, mode_chosen, hour, cadence } = settings;
  return (
    <Card>
      <Title order={2} fz="h4" mb="sm">
        Settings
      </Title>
      <Stack gap="sm">
        <NativeSelect
          label="Mode"
          data={MODES}
          disabled={!mayChange || save.isPending}
          value={mode_chosen ? mode : "auto"}
          onChange={({ currentTarget: { value } }) =>
            save.mutate({ mode: value === "auto" ? null : (value as typeof mode) })
          }
        />
        <NativeSelect
          label="Email the report"
          data={CADENCES}
          disabled={!mayChange || save.isPending}
          value={cadence}
          onChange={({ currentTarget: { value } }) => save.mutate({ cadence: value as typeof cadence })}
        />
        <TextInput
          type="time"
          label="At"
          description={`In ${kpis.time_zone}`}
          disabled={!mayChange || save.isPending || cadence === "off"}
          defaultValue={hour}
          key={hour}
          onBlur={({ currentTarget: { value } }) => {
            if (value !== "" && value !== hour) save.mutate({ hour: value });
          }}
        />
        <Text size="xs" c="dimmed">
          It is not sent when nothing is new.
        </Text>
      </Stack>
    </Card>
  );
}
