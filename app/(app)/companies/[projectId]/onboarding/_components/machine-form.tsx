"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Infrastructure, RevisedInfrastructure } from "@/lib/operations/onboarding/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { ConflictDialog } from "./conflict-dialog";
import { MachineFields, type Offers } from "./machine-fields";
import { SaveBar } from "./save-bar";
import { scheduleBody, scheduleValues, type ScheduleValues } from "./schedule-values";
import { useAnswers, type FirstRead } from "./use-answers";

type Props = {
  project: Project;
  saved: Infrastructure | null;
  offers: Offers;
  first: FirstRead;
  onSaved: () => Promise<void>;
};

const FIELDS = ["region", "size"] as const;
const LABELS = { region: "Place of the machine", size: "Size of the machine" };

/** Where the company's outreach engine runs: on a machine of its own, or with the installation. */
export function MachineForm({ saved, offers, ...props }: Props) {
  if (offers === "none")
    return (
      <Stack gap="md">
        <Text size="sm">
          The outreach engine runs on the machine of this installation. There is nothing to choose, and nothing to pay.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void props.onSaved()}>
            Continue
          </Button>
        </Group>
      </Stack>
    );
  if (saved === null) return <Text size="sm">Save “When to send” first, then choose the machine here.</Text>;
  return <PlaceForm {...props} saved={saved} offers={offers} />;
}

type PlaceProps = Props & { saved: Infrastructure; offers: Exclude<Offers, "none"> };

function PlaceForm({ project, saved, offers, first, onSaved }: PlaceProps) {
  const form = useForm({ initialValues: scheduleValues(saved) });
  const answers = useAnswers<ScheduleValues, RevisedInfrastructure>({
    project,
    part: "machine",
    form,
    fields: FIELDS,
    first,
    path: "/api/onboarding/infrastructure",
    body: (values) => ({ ...scheduleBody(values), part: "machine" }),
    toSaved: ({ infrastructure, revision }) => ({ values: scheduleValues(infrastructure), revision }),
    onSaved,
  });
  return (
    <form onSubmit={form.onSubmit(() => answers.save.mutate())} noValidate>
      <Stack gap="md">
        <MachineFields
          offers={offers}
          value={{ region: form.values.region, size: form.values.size }}
          errors={{ region: form.errors.region, size: form.errors.size }}
          onChange={(machine) => form.setValues(machine)}
        />
        <ConflictDialog conflicts={answers.conflicts} labels={LABELS} onChoose={answers.choose} />
        <SaveBar
          saving={answers.save.isPending}
          typed={answers.dirty}
          failing={answers.failing}
          saved={saved.region !== null && saved.size !== null}
          error={answers.error}
        />
      </Stack>
    </form>
  );
}
