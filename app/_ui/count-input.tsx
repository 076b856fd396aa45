"use client";

import { TextInput, type TextInputProps } from "@mantine/core";

type Value = number | string;
type Props = Omit<TextInputProps, "value" | "onChange" | "type"> & { value?: Value; onChange?: (value: Value) => void };

/** A field for a whole number; empty is the empty text. The browser's own number field costs no code. */
export function CountInput({ value, onChange, ...rest }: Props) {
  return (
    <TextInput
      {...rest}
      type="number"
      inputMode="numeric"
      step={1}
      value={value}
      onChange={({ currentTarget }) => onChange?.(currentTarget.value === "" ? "" : Number(currentTarget.value))}
    />
  );
}
