import type { ZodType } from "zod";
import { requestPatiently, type Wait } from "../../http/patient-json";
import { inItsWords } from "../../http/in-its-words";

const TIMEOUT_MS = 30_000;

export type NeonCall<T> = {
  method?: "GET" | "POST" | "DELETE";
  path: string;
  query?: Record<string, string>;
  body?: object;
  schema: ZodType<T>;
  signal: AbortSignal;
};
export type NeonClient = <T>(call: NeonCall<T>) => Promise<T>;
type Options = { key: string; url: string; wait: Wait };

/** Neon's API with one key. A project that is locked by an operation is asked again; a refusal is told in Neon's own words. */
export const neonClient =
  ({ key, url, wait }: Options): NeonClient =>
  async ({ method = "GET", path, query = {}, body, schema, signal }) => {
    const search = new URLSearchParams(query);
    const request = {
      vendor: "neon",
      url: `${url.replace(/\/+$/, "")}${path}${search.size > 0 ? `?${search}` : ""}`,
      init: {
        method,
        headers: { authorization: `Bearer ${key}`, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      },
      schema,
      timeoutMs: TIMEOUT_MS,
      signal,
    };
    try {
      return await requestPatiently(request, wait);
    } catch (error) {
      throw inItsWords("Neon", error);
    }
  };
