"use client";

import { Button, Card, Group, Stack, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { fieldsIn } from "../json-fields";
import type { ApprovalScreen } from "./use-approval";

type Props = { screen: ApprovalScreen; sealed: unknown; onClose: () => void };

/** A text stays a text; anything else is edited as JSON. */
const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

function read(before: unknown, text: string): { value: unknown } | null {
  if (typeof before === "string") return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Not JSON yet: the field says so.
    return null;
  }
}

/** Every field with an effect, to be changed into the next version; that one waits for its own approval. */
export function ReviseForm({ screen: { detail, change }, sealed, onClose }: Props) {
  const input = fieldsIn(fieldsIn(sealed)["input"]);
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(Object.entries(input).map(([name, value]) => [name, shown(value)])),
  );
  const values = Object.entries(input).map(([name, before]) => [name, read(before, texts[name] ?? "")] as const);
  const isValid = values.every(([, value]) => value !== null);
  return (
    <Card
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        const payload = Object.fromEntries(values.map(([name, value]) => [name, value?.value]));
        change.mutate(
          {
            path: "decide",
            json: { decision: "revised", version: detail.version, payload },
            failed: "The new version was not stored",
          },
          { onSuccess: onClose },
        );
      }}
    >
      <Title order={2} fz="h4" mb="sm">
        Write version {detail.version + 1}
      </Title>
      <Stack>
        {values.map(([name, value]) => (
          <Textarea
            key={name}
            label={name.replaceAll("_", " ")}
            autosize
            minRows={1}
            maxRows={16}
            value={texts[name]}
            error={value === null ? "is not valid JSON" : undefined}
            onChange={({ currentTarget }) => setTexts((before) => ({ ...before, [name]: currentTarget.value }))}
          />
        ))}
      </Stack>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={!isValid} loading={change.isPending}>
          Save as version {detail.version + 1}
        </Button>
      </Group>
    </Card>
  );
}
