import type { UseFormReturnType } from "@mantine/form";
import { ApiError } from "./api-client";

/**
 * Puts the API's answer next to the fields it names and focuses the first; false when none of them is in this form. `nested` is the
 * object of the request body that this form fills in.
 */
export function showFieldErrors<V extends object>(
  form: UseFormReturnType<V>,
  error: unknown,
  nested?: string,
): boolean {
  if (!(error instanceof ApiError)) return false;
  const values = form.getValues();
  const prefix = nested ? `${nested}.` : "";
  const named = Object.entries(error.fields).map(
    ([field, problem]) => [field.startsWith(prefix) ? field.slice(prefix.length) : field, problem] as const,
  );
  const known = named.filter(([field]) => rootOf(field) in values);
  if (known.length === 0) return false;
  form.setErrors(Object.fromEntries(known.map(([field, problem]) => [field, sentence(problem)])));
  const first = known[0]?.[0];
  if (first) form.getInputNode(first)?.focus();
  return true;
}

/** Focuses the first field on the page whose answer the browser itself refused, so that a keyboard goes on there. */
export const focusFirstError =
  <V extends object>(form: UseFormReturnType<V>) =>
  (errors: object): void => {
    const nodes = Object.keys(errors).flatMap((field) => form.getInputNode(field) ?? []);
    const [first] = nodes.toSorted((one, other) =>
      one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    first?.focus();
  };

const rootOf = (field: string): string => field.split(".")[0] ?? field;

/** “must be an email address” as it stands beside a label. */
const sentence = (problem: string): string => problem.charAt(0).toUpperCase() + problem.slice(1);
