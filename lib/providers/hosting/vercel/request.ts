import type { ZodType } from "zod";
import { env } from "@/lib/platform/env";
import { requestPatiently, type Wait } from "@/lib/providers/http/patient-json";
import { requestJson } from "@/lib/providers/http/request-json";

export type VercelCall<T> = {
  method?: string;
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  schema: ZodType<T>;
  /** A POST that leads to the same however often it is sent. */
  repeatable?: boolean;
};
export type VercelClient = <T>(call: VercelCall<T>) => Promise<T>;
export type Access = { token: string; team_id?: string };

export const vercelUrl = (): string => (env().VERCEL_API_URL ?? "https://api.vercel.com").replace(/\/+$/, "");

/** Only a Vercel of this machine, which a test has, names addresses of this machine. */
export const isOnThisMachine = (host: string): boolean =>
  new URL(vercelUrl()).hostname === "127.0.0.1" && host.startsWith("127.0.0.1:");

/** Vercel's REST API with one token, on behalf of a team where one is given; with `patience`, its bad moments are waited for. */
export const vercelClient =
  ({ token, team_id: teamId }: Access, signal: AbortSignal, { patience }: { patience?: Wait } = {}): VercelClient =>
  ({ method = "GET", path, query = {}, body, schema, repeatable = false }) => {
    const search = new URLSearchParams({ ...query, ...(teamId !== undefined && { teamId }) });
    const request = {
      vendor: "vercel",
      url: `${vercelUrl()}${path}${search.size > 0 ? `?${search}` : ""}`,
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
    };
    return patience ? requestPatiently({ ...request, repeatable }, patience) : requestJson(request);
  };
