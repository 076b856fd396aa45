import type { ZodType } from "zod";
import { env } from "@/lib/platform/env";
import { requestJson } from "@/lib/providers/http/request-json";

export type GithubCall<T> = { method?: string; path: string; body?: unknown; schema: ZodType<T> };
export type GithubClient = <T>(call: GithubCall<T>) => Promise<T>;

/** GitHub's REST API with one token. */
export const githubClient =
  (token: string, signal: AbortSignal): GithubClient =>
  ({ method = "GET", path, body, schema }) =>
    requestJson({
      vendor: "github",
      url: `${(env().GITHUB_API_URL ?? "https://api.github.com").replace(/\/+$/, "")}${path}`,
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
    });
