"use client";

import { TextInput, type TextInputProps } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";

type Props = Omit<TextInputProps, "value" | "onChange" | "defaultValue"> & {
  value: string;
  onSearch: (text: string) => void;
};

/** A text filter that waits for a pause in the typing, and follows its value when somebody else changes it. */
export function SearchInput({ value, onSearch, ...look }: Props) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState({ value, sent: value });
  if (value !== known.value) {
    setKnown({ value, sent: value });
    if (value !== known.sent) setText(value);
  }
  const send = useDebouncedCallback((typed: string) => {
    setKnown((before) => ({ ...before, sent: typed }));
    onSearch(typed);
  }, 300);
  return (
    <TextInput
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={200}
      {...look}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        send(currentTarget.value.trim());
      }}
    />
  );
}
