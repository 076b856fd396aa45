"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import type { Answers } from "@/app/_ui/merge-answers";
import type { Conflict } from "./typed-answers";

/** The fields of a form that wait for a choice, and the choice. */
export function useConflicts<V extends Answers>(form: UseFormReturnType<V>) {
  const [conflicts, setConflicts] = useState<Conflict[]>([]);
  const choose = ({ field, theirs }: Conflict, whose: "mine" | "theirs"): void => {
    if (whose === "theirs") form.setValues({ [field]: theirs } as Partial<V>);
    setConflicts((open) => open.filter((conflict) => conflict.field !== field));
  };
  return { conflicts, setConflicts, choose };
}
