import type { ZodType } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson } from "../../http/request-json";
import type { Pace, VendorClock } from "../port";

export type Call<T> = {
  method?: "GET" | "POST" | "DELETE";
  path: string;
  query?: Record<string, string>;
  body?: object;
  schema: ZodType<T>;
  signal: AbortSignal;
};
export type Client = <T>(call: Call<T>) => Promise<T>;
type Options = { token: string; url: string; pace: Pace; clock: VendorClock };

const VENDOR = "digitalocean";
const TIMEOUT_MS = 30_000;
const PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

export const httpCode = (status: number): string => `${VENDOR}.http_${status}`;
export const isStatus = (error: unknown, ...statuses: number[]): boolean =>
  error instanceof AppError && statuses.some((status) => error.code === httpCode(status));

/**
 * DigitalOcean's API with one token. A refusal for too many calls pauses every caller of the account; reads and deletions are then sent
 * again, and an order to make something never is.
 */
export const digitalOceanClient = ({ token, url, pace, clock }: Options): Client => {
  const send = async <T>(call: Call<T>, refused: { until: Date | null }): Promise<T> => {
    const { method = "GET", path, query = {}, body, schema, signal } = call;
    const search = new URLSearchParams(query);
    await pace.take(signal);
    return requestJson({
      vendor: VENDOR,
      url: `${url.replace(/\/+$/, "")}${path}${search.size > 0 ? `?${search}` : ""}`,
      init: {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      },
      schema,
      timeoutMs: TIMEOUT_MS,
      signal,
      onAnswer: ({ status, headers }) => {
        if (status === 429) refused.until = endOfPause(headers, clock.now());
      },
    });
  };
  return async (call) => {
    for (;;) {
      const refused: { until: Date | null } = { until: null };
      try {
        return await send(call, refused);
      } catch (error) {
        if (refused.until === null) throw error;
        await pace.pause(refused.until);
        if (call.method === "POST") throw error;
      }
    }
  };
};

/** `retry-after` holds seconds and comes with the limit of a minute alone; `ratelimit-reset` is a time in seconds. */
function endOfPause(headers: Headers, now: number): Date {
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  const reset = Number(headers.get("ratelimit-reset") ?? Number.NaN);
  const given = Number.isFinite(after) ? after * 1000 : reset * 1000 - now;
  const milliseconds = Number.isFinite(given) ? Math.min(Math.max(given, 1000), LONGEST_PAUSE_MS) : PAUSE_MS;
  return new Date(now + milliseconds);
}
