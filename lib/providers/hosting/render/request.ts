import { z, type ZodType } from "zod";
import { AppError } from "@/lib/platform/errors";
import { statusOf } from "@/lib/providers/accounts/run-steps";
import { inItsWords } from "@/lib/providers/http/in-its-words";
import { requestPatiently, type Wait } from "@/lib/providers/http/patient-json";

/** `owner`: the workspace at Render that the services are in. `repositories`: where the source of each service of a name is. */
export type RenderAccount = { key: string; owner: string; region: string; url: string; repositories: string };
export type RenderCall<T> = {
  method?: string;
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  schema: ZodType<T>;
};
export type Parts = {
  account: RenderAccount;
  ask: <T>(call: RenderCall<T>) => Promise<T>;
  wait: Wait;
  signal: AbortSignal;
};

/** Render's REST API with one key; its bad moments are waited for. */
export function renderParts(account: RenderAccount, { wait, signal }: { wait: Wait; signal: AbortSignal }): Parts {
  const ask: Parts["ask"] = async ({ method = "GET", path, query = {}, body, schema }) => {
    const search = new URLSearchParams(query);
    const request = {
      vendor: "render",
      url: `${account.url.replace(/\/+$/, "")}${path}${search.size > 0 ? `?${search}` : ""}`,
      init: {
        method,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${account.key}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      schema,
      timeoutMs: 30_000,
      signal,
    };
    try {
      return await requestPatiently(request, wait);
    } catch (error) {
      throw inItsWords("Render", error);
    }
  };
  return { account, ask, wait, signal };
}

/** Null where Render does not know it, any more or yet. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 410) return null;
    throw error;
  }
}

const LOOK_MS = 2_000;

/** Asks so many times until there is an answer. */
export async function look<T>({ wait, signal }: Parts, times: number, ask: () => Promise<T | null>): Promise<T | null> {
  for (let time = 1; ; time += 1) {
    const found = await ask();
    if (found !== null || time === times) return found;
    await wait(LOOK_MS, signal);
  }
}

/** The body of an answer that says nothing. */
export const NOTHING = z.unknown();

export const unavailable = (code: string, message: string): AppError => new AppError("unavailable", message, { code });
