"use client";

import { useState, type FormEvent } from "react";

type Wrong = { reason?: string; name?: string };
type Said = { reason: string; ticked: boolean };
type Options = { why: string; confirm?: string; send: (said: Said) => void };

/** A form that goes nowhere without a reason, nor, where one is to be confirmed, without the name. */
export function useReasonForm({ why, confirm, send }: Options) {
  const [wrong, setWrong] = useState<Wrong>({});
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const textOf = (name: string): string => String(fields.get(name) ?? "").trim();
    const reason = textOf("reason");
    const found: Wrong = {
      ...(reason === "" && { reason: `Say why: ${why}` }),
      ...(confirm !== undefined && textOf("name") !== confirm.trim() && { name: `Type “${confirm}” to confirm.` }),
    };
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first === undefined) send({ reason, ticked: fields.has("restore") });
    else form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  return { wrong, submit };
}
