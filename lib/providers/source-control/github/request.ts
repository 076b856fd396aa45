import type { ZodType } from "zod";
import { env } from "@/lib/platform/env";
import { requestPatiently, type Wait } from "@/lib/providers/http/patient-json";
import { requestJson } from "@/lib/providers/http/request-json";

export type GithubCall<T> = {
  method?: string;
  path: string;
  body?: unknown;
  schema: ZodType<T>;
  /** A POST that leads to the same however often it is sent. */
  repeatable?: boolean;
};
export type GithubClient = <T>(call: GithubCall<T>) => Promise<T>;

export type Patience = { patience?: Wait };

export const githubUrl = (): string => (env().GITHUB_API_URL ?? "https://api.github.com").replace(/\/+$/, "");

/** GitHub's REST API with one token; with `patience`, its bad moments are waited for. */
export const githubClient =
  (token: string, signal: AbortSignal, { patience }: Patience = {}): GithubClient =>
  ({ method = "GET", path, body, schema, repeatable = false }) => {
    const request = {
      vendor: "github",
      url: `${githubUrl()}${path}`,
      init: {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "user-agent": "greenlight",
          "x-github-api-version": "2022-11-28",
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      schema,
      timeoutMs: 20_000,
      signal,
    };
    return patience ? requestPatiently({ ...request, repeatable }, patience) : requestJson(request);
  };
