"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useEffect, useRef, useState } from "react";
import { mergeAnswers, type Answers } from "@/app/_ui/merge-answers";
import { takeSaved } from "@/app/_ui/take-saved";

type Kept<V> = { read: V; typed: V };
type Of<V extends Answers> = {
  /** Names the draft in this browser. Only for answers without a secret. */
  name: string;
  form: UseFormReturnType<V>;
  /** The answers as they are saved now. */
  readSaved: () => Promise<V>;
};
export type Conflict = { field: string; mine: unknown; theirs: unknown };

function keptDraft<V>(name: string): Kept<V> | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") as Kept<V> | null;
  } catch {
    // A browser that keeps nothing, or something that is no draft.
    return null;
  }
}

function keep(name: string, draft: Kept<unknown> | null): void {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    // Typing goes on where a browser keeps nothing.
  }
}

/**
 * Keeps typed answers in this browser until they are saved, and before they are saved brings them together with what others saved
 * meanwhile. Fields that both changed wait for a choice.
 */
export function useAnswers<V extends Answers>({ name, form, readSaved }: Of<V>) {
  // The form's initial values are the answers as they were read.
  const read = form.getInitialValues();
  const [conflicts, setConflicts] = useState<Conflict[]>([]);
  const [failure, setFailure] = useState<Error | null>(null);
  const begun = useRef(false);
  const { values, setValues, setInitialValues, getInitialValues } = form;
  useEffect(() => {
    // Once: the form's functions are others after each change, and what was kept would undo it.
    if (begun.current) return;
    const draft = keptDraft<V>(name);
    if (draft) {
      setInitialValues({ ...getInitialValues(), ...draft.read });
      setValues(draft.typed);
    }
    begun.current = true;
  }, [name, setValues, setInitialValues, getInitialValues]);
  const dirty = JSON.stringify(values) !== JSON.stringify(read);
  useEffect(() => {
    if (begun.current) keep(name, dirty ? { read, typed: values } : null);
  }, [name, dirty, read, values]);

  /** Whether the answers may be saved now; false while fields wait for a choice, or when the saved ones cannot be read. */
  const settle = async (): Promise<boolean> => {
    setFailure(null);
    try {
      const saved = await readSaved();
      const typed = form.getValues();
      const merged = mergeAnswers(read, typed, saved);
      form.setValues(merged.values);
      setConflicts(merged.conflicts.map((field) => ({ field, mine: typed[field], theirs: saved[field] })));
      return merged.conflicts.length === 0;
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  };
  const choose = ({ field, theirs }: Conflict, whose: "mine" | "theirs"): void => {
    if (whose === "theirs") form.setValues({ [field]: theirs } as Partial<V>);
    form.setInitialValues({ ...read, [field]: theirs });
    setConflicts((open) => open.filter((conflict) => conflict.field !== field));
  };
  /** After a save of `sent`, which the server made `saved` of. Text typed meanwhile is kept as not saved. */
  const done = (sent: V, saved: V): void => {
    takeSaved(form, sent, saved);
    // Here too, because the page may have been left before the answer came.
    const typed = form.getValues();
    keep(name, JSON.stringify(typed) === JSON.stringify(saved) ? null : { read: saved, typed });
  };
  return { dirty, conflicts, failure, settle, choose, done };
}
