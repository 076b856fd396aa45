import { AppError } from "@/lib/platform/errors";
import { UnusableAnswer, type ChatRequest, type Tokens } from "./port";

/** A server that does not count is charged for the bytes: never fewer tokens than there were, never more than were allowed. */
export const tokensByBytes = ({ messages, maxTokens }: ChatRequest, bytes: number): Tokens => ({
  in: messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0),
  out: Math.min(maxTokens, bytes),
});

export const isError = (error: unknown): boolean => error !== undefined && error !== null && error !== false;

/** `<vendor>.refused`: an error that came with status 200. Nothing was generated, so nothing is owed. */
export const refused = (vendor: string, cause: unknown): AppError =>
  new AppError("upstream", `${vendor} refused the call. Try again shortly.`, { code: `${vendor}.refused`, cause });

/** The error for an answer without content: a refusal, unless it reports usage. */
export const unusable = (vendor: string, { usage, error }: { usage: Tokens | null; error?: unknown }): AppError =>
  isError(error) && !usage ? refused(vendor, error) : new UnusableAnswer(vendor, usage ?? { in: 0, out: 0 });
