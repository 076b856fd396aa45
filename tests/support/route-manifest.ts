import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Refusal } from "@/lib/http/refusal-route";
import type { RouteHandler } from "@/lib/http/route";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];
export type Entrance = RouteHandler["access"] & { method: Method; path: string };
type Handlers = Partial<Record<Method | "OPTIONS", RouteHandler | Refusal>>;
/** A path of the application, what it declares for each of its methods, what it answers to the others, and all that answers there. */
export type Door = {
  path: string;
  entrances: Entrance[];
  refusals: Partial<Record<Method | "OPTIONS", Refusal>>;
  handlers: Handlers;
};

const APP = join(import.meta.dirname, "../../app");

/** `app/(app)/x/[id]/route.ts` → `/x/[id]`. */
const addressOf = (file: string): string =>
  `/${file
    .split(sep)
    .slice(0, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join("/")}`;

const filesNamed = (name: RegExp): string[] =>
  readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((file) => name.test(file))
    .toSorted();

async function doorOf(file: string): Promise<Door> {
  const path = addressOf(file);
  const handlers = { ...((await import(pathToFileURL(join(APP, file)).href)) as Handlers) };
  const entrances = METHODS.flatMap((method) => {
    const handler = handlers[method];
    if (!handler || "refuses" in handler) return [];
    if (!handler.access) throw new Error(`${method} ${path} declares nobody: make it with a wrapper of lib/http`);
    return [{ method, path, ...handler.access }];
  });
  const refusals = Object.entries(handlers).filter(([, handler]) => "refuses" in handler);
  return { path, entrances, refusals: Object.fromEntries(refusals), handlers };
}

/** Every route there is, read from the code that answers. */
export async function routeManifest(): Promise<Door[]> {
  const doors: Door[] = [];
  for (const file of filesNamed(/(^|[\\/])route\.ts$/)) doors.push(await doorOf(file));
  return doors;
}

/** The address of every page. */
export const pagePaths = (): string[] => [...new Set(filesNamed(/(^|[\\/])page\.tsx$/).map(addressOf))];
