"use client";

import { TextInput } from "@mantine/core";
import { useRef, useState } from "react";

const TYPED = /^(\d|Arrow|Backspace|Delete)/;
/** While a year is typed it is 0002, 0020 and 0202 first. */
const EARLIEST = "2000-01-01";

type Props = { label: string; value: string; onChange: (day: string) => void };

/** A calendar day. A typed day counts when it is complete and the field loses focus, or on Enter; a picked day counts at once. */
export function DayInput({ label, value, onChange }: Props) {
  const [draft, setDraft] = useState({ text: value, of: value });
  const typing = useRef(false);
  if (draft.of !== value) setDraft({ text: value, of: value });

  const take = (text: string): void => {
    typing.current = false;
    if (text >= EARLIEST && text !== value) onChange(text);
    else if (text < EARLIEST) setDraft({ text: value, of: value });
  };
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={draft.text}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") take(currentTarget.value);
        else if (TYPED.test(key)) typing.current = true;
      }}
      onChange={({ currentTarget: { value: text } }) => {
        setDraft({ text, of: value });
        if (!typing.current) take(text);
      }}
      onBlur={({ currentTarget }) => take(currentTarget.value)}
    />
  );
}
