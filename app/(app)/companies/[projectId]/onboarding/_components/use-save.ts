"use client";

import type { UseFormReturnType } from "@mantine/form";
import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { showFieldErrors } from "@/app/_ui/form-errors";

type Part<V, A> = {
  form: UseFormReturnType<V>;
  path: string;
  body: (values: V) => Record<string, unknown>;
  /** `sent`: the values that the answer is about; others may have been typed since. */
  onSaved: (answer: A, sent: V) => Promise<void>;
};

/** Saves one part of the onboarding. Errors appear next to their fields until the next attempt. */
export function useSave<V extends object, A>({
  form,
  path,
  body,
  onSaved,
}: Part<V, A>): UseMutationResult<A, Error, V> {
  return useMutation({
    mutationFn: (sent) => api<A>(path, { json: body(sent) }),
    onMutate: () => form.clearErrors(),
    onSuccess: (answer, sent) => onSaved(answer, sent),
    onError: (error) => showFieldErrors(form, error),
  });
}
