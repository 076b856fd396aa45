import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson } from "../http/request-json";

/** Somewhat less than a job has. */
const TIMEOUT_MS = 100_000;

/** Hands an order to a company's application, and answers once that has done it; throws a retryable error otherwise. */
export async function handToApp(
  { url, key, order }: { url: string; key: string; order: { id: string; epoch: number } },
  signal: AbortSignal,
): Promise<void> {
  const { done } = await requestJson({
    vendor: "runtime",
    url: new URL("/runtime/orders", url).href,
    init: {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(order),
    },
    schema: z.object({ done: z.boolean() }),
    timeoutMs: TIMEOUT_MS,
    signal,
    maxBytes: 10_000,
    accept: (status) => status < 500,
  });
  if (done) return;
  throw new AppError("upstream", "The company’s application did not do it.", {
    code: "runtime.not_done",
    retryable: true,
  });
}
