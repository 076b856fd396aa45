import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson } from "../http/request-json";

const TIMEOUT_MS = 10_000;
const Health = z.object({
  commit: z.string(),
  database: z.object({ written: z.boolean(), read: z.boolean() }),
});

/**
 * Asks a company's application how it is; throws a retryable error unless it runs exactly this version and has written and read its
 * database.
 */
export async function askHealth(
  { url, key, commit }: { url: string; key: string; commit: string },
  signal: AbortSignal,
): Promise<void> {
  const health = await requestJson({
    vendor: "runtime",
    url: new URL("/runtime/health", url).href,
    init: { headers: { authorization: `Bearer ${key}` } },
    schema: Health,
    timeoutMs: TIMEOUT_MS,
    signal,
    maxBytes: 10_000,
  });
  const unwell = (why: string, code: string): AppError => new AppError("upstream", why, { code, retryable: true });
  if (health.commit !== commit) throw unwell("The application runs another version.", "runtime.other_version");
  if (!health.database.written || !health.database.read)
    throw unwell("The application cannot use its database.", "runtime.no_database");
}
