import type { UseFormReturnType } from "@mantine/form";
import { mergeAnswers, type Answers } from "./merge-answers";

/**
 * Compares the form with the saved values from now on, and shows them in each field that still holds its text of `before`, the values that
 * were read or sent. A field that was typed into since keeps its text and stays unsaved.
 */
export function takeSaved<V extends Answers>(form: UseFormReturnType<V>, before: V, saved: V): void {
  const typed = form.getValues();
  form.resetDirty(saved);
  form.setValues(mergeAnswers(before, typed, saved).values);
}
