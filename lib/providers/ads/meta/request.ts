import type { ZodType } from "zod";
import { env } from "@/lib/platform/env";
import { requestJson } from "@/lib/providers/http/request-json";

export type MetaCall<T> = {
  path: string;
  query?: Record<string, string>;
  /** Sent as a form, as Meta asks; lists and objects as JSON in their field. */
  form?: Record<string, string | number | readonly string[]>;
  schema: ZodType<T>;
};
export type MetaClient = <T>(call: MetaCall<T>) => Promise<T>;

/** Meta's Graph API. The token travels in a header: in the address it would stand in every log on the way. */
export const metaClient =
  (token: string, signal: AbortSignal): MetaClient =>
  ({ path, query = {}, form, schema }) => {
    const search = new URLSearchParams(query);
    return requestJson({
      vendor: "meta",
      url: `${(env().META_API_URL ?? "https://graph.facebook.com/v25.0").replace(/\/+$/, "")}${path}${search.size > 0 ? `?${search}` : ""}`,
      init: {
        method: form ? "POST" : "GET",
        headers: { authorization: `Bearer ${token}` },
        ...(form && { body: new URLSearchParams(Object.entries(form).map(([name, value]) => [name, written(value)])) }),
      },
      schema,
      timeoutMs: 30_000,
      signal,
    });
  };

const written = (value: string | number | readonly string[]): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** Meta's ids of ad accounts come with and without `act_`. */
export const accountPath = (id: string): string => `/act_${id.replace(/^act_/, "")}`;
