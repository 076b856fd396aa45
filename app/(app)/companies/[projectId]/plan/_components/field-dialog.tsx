"use client";

import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { notifyFailure } from "@/app/_ui/notify";
import { specOf } from "@/lib/autopilot/plan/fields";
import type { Packet, PlainValue } from "@/lib/autopilot/plan/schemas";
import type { Project } from "@/lib/company/projects/schemas";

type Props = { project: Project; packet: Packet; field: string; label: string; onClose: () => void };

const HINTS = {
  list: "One entry a line.",
  number: "A number alone.",
  date: "A date like 2027-03-31.",
  text: "In your own words.",
} as const;

/** Writes a field in the founder's name; drafting anew never replaces it. */
export function FieldDialog({ project, packet, field, label, onClose }: Props) {
  const queries = useQueryClient();
  const kind = specOf(packet.phase, field)?.kind ?? "text";
  const current = packet.fields[field]?.value;
  const [text, setText] = useState(current === undefined ? "" : [current].flat().join("\n"));
  const save = useMutation({
    mutationFn: () =>
      api(`/api/projects/${project.id}/packets/${packet.id}`, {
        method: "PATCH",
        json: { version: packet.version, field, value: valueOf(text, kind) },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["company", project.id, "plan"] });
      onClose();
    },
    onError: (error) => notifyFailure("The field was not stored", error),
  });
  return (
    <Modal opened onClose={onClose} title={label}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <Textarea
            label={label}
            description={`${HINTS[kind]} Leave it empty if it is not known.`}
            autosize
            minRows={2}
            maxRows={14}
            data-autofocus
            value={text}
            onChange={({ currentTarget: { value } }) => setText(value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save field
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function valueOf(text: string, kind: keyof typeof HINTS): PlainValue | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (kind === "list")
    return trimmed
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  return kind === "number" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}
