import { AppError } from "@/lib/platform/errors";
import type { Delivery } from "@/lib/providers/mail/port";

/** The outcome of an email whose account was taken back by its owner: one that cannot send. Any other error is thrown. */
export function undelivered(error: unknown): Delivery {
  if (!(error instanceof AppError) || error.code !== "gmail.grant_ended") throw error;
  return { status: "server_unusable", response: error.message, code: null };
}
