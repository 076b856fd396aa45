import type { ZodType } from "zod";
import { env } from "@/lib/platform/env";
import { requestJson } from "@/lib/providers/http/request-json";

export type VercelCall<T> = {
  method?: string;
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  schema: ZodType<T>;
};
export type VercelClient = <T>(call: VercelCall<T>) => Promise<T>;
type Access = { token: string; team_id?: string };

/** Vercel's REST API with one token, on behalf of a team where one is given. */
export const vercelClient =
  ({ token, team_id: teamId }: Access, signal: AbortSignal): VercelClient =>
  ({ method = "GET", path, query = {}, body, schema }) => {
    const search = new URLSearchParams({ ...query, ...(teamId !== undefined && { teamId }) });
    return requestJson({
      vendor: "vercel",
      url: `${(env().VERCEL_API_URL ?? "https://api.vercel.com").replace(/\/+$/, "")}${path}${search.size > 0 ? `?${search}` : ""}`,
      init: {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      schema,
      timeoutMs: 30_000,
      signal,
    });
  };
