import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson } from "../http/request-json";

const TIMEOUT_MS = 30_000;

/** The door of a company's own application, and the key by which Greenlight proves itself there. */
export type AppDoor = { url: string; key: string };
export type HeldSite = { deployment: string; marker: string };

const Held = z.object({ site: z.object({ deployment: z.string(), marker: z.string() }).nullable() });
type Ask = { path: string; method?: string; body?: BodyInit; signal: AbortSignal };

const ask = <T>({ url, key }: AppDoor, { path, method = "GET", body, signal }: Ask, schema: z.ZodType<T>): Promise<T> =>
  requestJson({
    vendor: "runtime",
    url: new URL(path, url).href,
    init: {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/octet-stream" },
      ...(body !== undefined && { body }),
    },
    schema,
    timeoutMs: TIMEOUT_MS,
    signal,
    maxBytes: 10_000,
  });

const isMissing = (error: unknown): boolean => error instanceof AppError && error.code === "runtime.http_404";

/** The version of the site that a company's application shows; `missing` where it has no such door. */
export async function readAppSite(door: AppDoor, signal: AbortSignal): Promise<HeldSite | "missing" | null> {
  try {
    return (await ask(door, { path: "/runtime/site", signal }, Held)).site;
  } catch (error) {
    if (isMissing(error)) return "missing";
    throw error;
  }
}

/** One version by its name; null when the application does not hold it. */
export async function findInApp(door: AppDoor, name: string, signal: AbortSignal): Promise<HeldSite | null> {
  try {
    return (await ask(door, { path: `/runtime/site/${name}`, signal }, Held)).site;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

type AppFile = { deployment: string; path: string; bytes: Uint8Array<ArrayBuffer> };

/** Brings one file of a version; repeated it is the same file. */
export async function putInApp(
  door: AppDoor,
  { deployment, path: file, bytes: body }: AppFile,
  signal: AbortSignal,
): Promise<void> {
  const path = `/runtime/site/${deployment}/files?${new URLSearchParams({ path: file })}`;
  await ask(door, { path, method: "PUT", body, signal }, z.object({ ok: z.literal(true) }));
}

/** Shows a version to visitors, once that many files of it are there. */
export async function publishInApp(
  door: AppDoor,
  { deployment, ...version }: HeldSite & { files: number },
  signal: AbortSignal,
): Promise<void> {
  await ask(door, { path: `/runtime/site/${deployment}`, method: "POST", body: JSON.stringify(version), signal }, Held);
}
