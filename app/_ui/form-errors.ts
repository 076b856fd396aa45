import type { UseFormReturnType } from "@mantine/form";
import { ApiError } from "./api-client";

/** Puts the API's answer next to the fields it names and focuses the first; false when none of them is in this form. */
export function showFieldErrors<V extends object>(form: UseFormReturnType<V>, error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const values = form.getValues();
  const known = Object.entries(error.fields).filter(([field]) => rootOf(field) in values);
  if (known.length === 0) return false;
  form.setErrors(Object.fromEntries(known));
  const first = known[0]?.[0];
  if (first) form.getInputNode(first)?.focus();
  return true;
}

const rootOf = (field: string): string => field.split(".")[0] ?? field;
