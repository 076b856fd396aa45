"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { showFieldErrors } from "@/app/_ui/form-errors";

type Part<V> = {
  form: UseFormReturnType<V>;
  path: string;
  body: () => Record<string, unknown>;
  /** The object of the body that the form's fields are in. */
  nested?: string;
  onSaved: () => Promise<void>;
};

/** Saves one part of the onboarding. Errors appear next to their fields until the next attempt. */
export function useSave<V extends object>({
  form,
  path,
  body,
  nested,
  onSaved,
}: Part<V>): UseMutationResult<unknown, Error, void> {
  return useMutation({
    mutationFn: () => api(path, { json: body() }),
    onMutate: () => form.clearErrors(),
    onSuccess: () => {
      form.resetDirty();
      return onSaved();
    },
    onError: (error) => showFieldErrors(form, error, nested),
  });
}
