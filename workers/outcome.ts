import type { JobResult } from "pg-boss";
import { ZodError } from "zod";
import { AppError } from "@/lib/platform/errors";

/** The outcome of a failed job: retried, or sent to the dead letter at once when a retry cannot help. */
export function toOutcome(id: string, error: unknown): JobResult {
  const hopeless = error instanceof ZodError || (error instanceof AppError && !error.retryable);
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof AppError ? error.code : "internal";
  return { id, status: hopeless ? "deadletter" : "failed", output: { message, code } };
}
