import { AppError } from "@/lib/platform/errors";

export type WorkflowProblem =
  | "credential_missing"
  | "credential_empty"
  | "credential_undeclared"
  | "placeholder_unresolved"
  | "placeholder_unknown"
  | "placeholder_misplaced"
  | "value_invalid"
  | "webhook_id_missing"
  | "webhook_open"
  | "literal_secret"
  | "env_access"
  | "foreign_reference"
  | "unsafe_query"
  | "template_invalid";

/** A template or workflow that must not be deployed; trying again without changing something cannot help. */
export function workflowError(problem: WorkflowProblem, message: string, details: Record<string, unknown>): AppError {
  return new AppError("impossible", message, { code: `workflow.${problem}`, details, retryable: false });
}
