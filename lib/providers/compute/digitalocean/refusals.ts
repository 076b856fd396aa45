import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { isStatus } from "./client";

/** Whether an order may have arrived although it was not confirmed: every end but a refusal and a connection that never was. */
export function mayHaveBeenDone(error: unknown): boolean {
  if (!(error instanceof AppError)) return true;
  if (error.code === "digitalocean.unreachable") return false;
  return !/\.http_4/.test(error.code) || isStatus(error, 408);
}

const Excerpt = z.object({ excerpt: z.string() });
const Told = z.object({ message: z.string() });

/** A refusal in DigitalOcean's own words, as a limit of droplets or an unknown size. */
export function refusalOf(error: unknown): AppError {
  if (!(error instanceof AppError)) return new AppError("internal", String(error), { cause: error });
  if (error.retryable) return error;
  const words = wordsOf(Excerpt.safeParse(error.details).data?.excerpt ?? "");
  const message = `DigitalOcean refused: ${words || error.message}`;
  return new AppError("impossible", message, { code: error.code, cause: error });
}

function wordsOf(excerpt: string): string {
  try {
    return Told.safeParse(JSON.parse(excerpt)).data?.message ?? "";
  } catch {
    return "";
  }
}
