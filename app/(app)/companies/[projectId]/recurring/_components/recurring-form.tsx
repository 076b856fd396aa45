"use client";

import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import type { Recurring } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { KindFields } from "./kind-fields";
import { fieldsOf, payloadOf, payloadProblem, type RecurringFields } from "./recurring-fields";
import { KINDS, OVERLAPS, POLICIES } from "./recurring-words";
import { ScheduleFields } from "./schedule-fields";

type Props = { project: Project; zone: string; task?: Recurring; onClose: () => void };

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Adds a recurring task or changes one, with its next ten times before it is saved. */
export function RecurringForm({ project, zone, task, onClose }: Props) {
  const router = useRouter();
  const form = useForm<RecurringFields>({ initialValues: fieldsOf(zone, task), validate: { json: payloadProblem } });
  const path = `/api/projects/${project.id}/recurring-tasks`;
  const save = useMutation({
    mutationFn: (fields: RecurringFields) => {
      const { title, cron_expr, timezone, job_type, missed_policy, overlap } = fields;
      const json = { title, cron_expr, timezone, missed_policy, overlap, payload: payloadOf(fields) };
      return task
        ? api<Recurring>(`${path}/${task.id}`, { method: "PATCH", json: { ...json, revision: task.revision } })
        : api<Recurring>(path, { json: { ...json, job_type } });
    },
    onSuccess: () => {
      onClose();
      router.refresh();
    },
    onError: (error) => {
      const fields = error instanceof ApiError ? error.fields : {};
      form.setErrors({ ...fields, url: fields["payload.url"] ?? fields["url"] });
      notifyFailure("The task was not saved", error);
    },
  });
  return (
    <Modal opened onClose={onClose} size="lg" title={task ? "Change recurring task" : "Add recurring task"}>
      <form onSubmit={form.onSubmit((fields) => save.mutate(fields))}>
        <Stack>
          <TextInput label="Task" required maxLength={200} data-autofocus {...form.getInputProps("title")} />
          <NativeSelect
            label="Work"
            data={choices(KINDS)}
            disabled={task !== undefined}
            {...form.getInputProps("job_type")}
          />
          <KindFields project={project} form={form} />
          <ScheduleFields project={project} form={form} />
          <NativeSelect
            label="After missed times"
            description="For example after this machine was off."
            data={choices(POLICIES)}
            {...form.getInputProps("missed_policy")}
          />
          <NativeSelect label="When one is still running" data={choices(OVERLAPS)} {...form.getInputProps("overlap")} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {task ? "Save task" : "Add task"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
