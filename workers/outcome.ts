import type { JobResult } from "pg-boss";
import { ZodError } from "zod";
import { AppError } from "@/lib/platform/errors";

/** What a failed job means: retried, or to the dead letter at once when trying again cannot help. */
export function toOutcome(id: string, error: unknown): JobResult {
  const hopeless = error instanceof ZodError || (error instanceof AppError && !error.retryable);
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof AppError ? error.code : "internal";
  return { id, status: hopeless ? "deadletter" : "failed", output: { message, code } };
}
