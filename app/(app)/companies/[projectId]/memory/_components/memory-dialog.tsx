"use client";

import { Button, Group, Modal, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ApiError } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import type { AddMemory, Memory } from "@/lib/autopilot/memory/schemas";
import type { Project } from "@/lib/company/projects/schemas";

type Props = { project: Project; edited: Memory | null; onClose: () => void };
type Fields = Pick<AddMemory, "kind" | "text">;

/** Adds a memory, or words one anew. */
export function MemoryDialog({ project, edited, onClose }: Props) {
  const queries = useQueryClient();
  const form = useForm<Fields>({ initialValues: { kind: edited?.kind ?? "rule", text: edited?.text ?? "" } });
  const base = `/api/projects/${project.id}/memory`;
  const save = useMutation({
    mutationFn: (json: Fields) =>
      edited ? api(`${base}/${edited.id}`, { method: "PATCH", json }) : api(base, { json }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["company", project.id, "memory"] });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiError) form.setErrors(error.fields);
      notifyFailure("The memory was not stored", error);
    },
  });
  return (
    <Modal opened onClose={onClose} title={edited ? "Edit memory" : "Add to memory"}>
      <form onSubmit={form.onSubmit((fields) => save.mutate(fields))}>
        <Stack>
          <NativeSelect
            label="Kind"
            data={[
              { value: "rule", label: "Rule" },
              { value: "preference", label: "Preference" },
              { value: "fact", label: "Fact" },
            ]}
            {...form.getInputProps("kind")}
          />
          <Textarea
            label="Words"
            description="One sentence. “Never email anyone on Sundays” is checked before each action; most other rules are advice to the model."
            required
            autosize
            minRows={2}
            maxLength={280}
            data-autofocus
            {...form.getInputProps("text")}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {edited ? "Save memory" : "Add to memory"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
