"use client";

import { Chip, ChipGroup, Group, Input, TextInput } from "@mantine/core";
import type { ReactNode } from "react";

export type WindowValue = { days: number[]; from: string; to: string };
type Errors = { days?: ReactNode; from?: ReactNode; to?: ReactNode };
type Props = { value: WindowValue; onChange: (value: WindowValue) => void; errors?: Errors };

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A browser's time field cannot say 24:00: midnight at the end of the window stands for the end of the day. */
const endOfWindow = (text: string): string => (text === "00:00" ? "24:00" : text);

/** On which days, and from when until when, mail may go out. */
export function SendWindowFields({ value, onChange, errors = {} }: Props) {
  const { days, from, to } = value;
  return (
    <Group align="flex-start" gap="lg">
      <Input.Wrapper label="Days" labelElement="div" error={errors.days}>
        <ChipGroup
          multiple
          value={days.map(String)}
          onChange={(chosen) => onChange({ ...value, days: chosen.map(Number).toSorted((a, b) => a - b) })}
        >
          <Group gap={6} mt={4} role="group" aria-label="Sending days">
            {DAYS.map((day, index) => (
              <Chip key={day} value={String(index + 1)} size="sm" radius="md">
                {day}
              </Chip>
            ))}
          </Group>
        </ChipGroup>
      </Input.Wrapper>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          label="From"
          type="time"
          value={from}
          onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
          error={errors.from}
        />
        <TextInput
          label="Until"
          type="time"
          value={to === "24:00" ? "00:00" : to}
          onChange={(event) => onChange({ ...value, to: endOfWindow(event.currentTarget.value) })}
          error={errors.to}
        />
      </Group>
    </Group>
  );
}
