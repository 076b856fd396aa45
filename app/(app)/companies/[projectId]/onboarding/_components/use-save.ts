"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { showFieldErrors } from "@/app/_ui/form-errors";

type Part<V, A> = {
  form: UseFormReturnType<V>;
  path: string;
  body: () => Record<string, unknown>;
  /** The object of the body that the form's fields are in. */
  nested?: string;
  onSaved: (answer: A) => Promise<void>;
};

/** Saves one part of the onboarding. Errors appear next to their fields until the next attempt. */
export function useSave<V extends object, A = unknown>({
  form,
  path,
  body,
  nested,
  onSaved,
}: Part<V, A>): UseMutationResult<A, Error, void> {
  return useMutation({
    mutationFn: () => api<A>(path, { json: body() }),
    onMutate: () => form.clearErrors(),
    onSuccess: (answer) => {
      form.resetDirty();
      return onSaved(answer);
    },
    onError: (error) => showFieldErrors(form, error, nested),
  });
}
