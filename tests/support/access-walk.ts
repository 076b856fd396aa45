import { randomUUID } from "node:crypto";
import type { Who } from "@/lib/http/route";
import { METHODS, type Door, type Entrance, type Method } from "./route-manifest";
import { SAMPLES, type Estate, type Sample } from "./route-samples";

/** A caller of every route, with the expected answer at each kind of route; no entry means that it may enter. */
export type Caller = {
  name: string;
  headers: Record<string, string>;
  refused: Partial<Record<Who, Refusal>>;
  /** Reads that this caller may not have, unlike the others of its kind: 403 `permission.missing`. */
  closed?: readonly string[];
};
export type Refusal = { status: readonly number[]; methods?: readonly Method[]; code?: RegExp };
type Target = { url: string; estate: Estate };
type Asked = { status: number; code: unknown };

/** The address of whatever is at no other one. */
const NOWHERE = "/api/[[...path]]";
export const CHANGING = METHODS.filter((method) => method !== "GET");
export const labelOf = ({ method, path }: Pick<Entrance, "method" | "path">): string => `${method} ${path}`;

export function sampleOf(entrance: Pick<Entrance, "method" | "path">, estate: Estate): Sample {
  const sample = SAMPLES[labelOf(entrance)] ?? {};
  return typeof sample === "function" ? sample(estate) : sample;
}

/** The address of an entrance in somebody's workspace: named in the path if it can be, else in the query. */
export function urlOf({ path }: Pick<Entrance, "path">, { params = {} }: Sample, { url, estate }: Target): string {
  const given: Record<string, string> = { ...estate, ...params };
  const filled = path.replace(/\[+([^\]]+)\]+/g, (_, name: string) => given[name] ?? randomUUID());
  return /\[(workspaceId|projectId)\]/.test(path) ? url + filled : `${url}${filled}?workspace_id=${estate.workspaceId}`;
}

function bodyOf({ body, form }: Sample): Pick<RequestInit, "body" | "headers"> {
  if (!form) return body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {};
  const data = new FormData();
  data.set("file", new File([form.text], form.name, { type: "text/csv" }));
  return { body: data };
}

/** Asks as somebody; an answer that does not end is not waited for. */
export async function ask(
  entrance: Pick<Entrance, "method" | "path">,
  headers: Record<string, string>,
  target: Target,
): Promise<Asked> {
  const sample = entrance.method === "GET" ? {} : sampleOf(entrance, target.estate);
  const { body, headers: more } = bodyOf(sample);
  const gone = new AbortController();
  const response = await fetch(urlOf(entrance, sample, target), {
    method: entrance.method,
    headers: { ...more, ...headers } as Record<string, string>,
    ...(body !== undefined && { body }),
    redirect: "manual",
    signal: gone.signal,
  });
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = isStream ? "" : await response.text();
  gone.abort();
  const json = response.headers.get("content-type")?.includes("json") ? (JSON.parse(text) as { code?: unknown }) : {};
  return { status: response.status, code: json.code };
}

function problemOf(entrance: Entrance, asked: Asked, refusal: Refusal | undefined): string | null {
  const said = `${asked.status} ${String(asked.code ?? "")}`.trim();
  if (!refusal) {
    const entered = asked.status < 500 && asked.status !== 401 && asked.status !== 403;
    return entered ? null : `${labelOf(entrance)}: may enter, was answered ${said}`;
  }
  const fits = refusal.status.includes(asked.status) && (!refusal.code || refusal.code.test(String(asked.code)));
  return fits ? null : `${labelOf(entrance)}: must be ${refusal.status.join(" or ")}, was ${said}`;
}

const CLOSED: Refusal = { status: [403], code: /^permission\.missing$/ };

const refusalOf = ({ refused, closed = [] }: Caller, entrance: Entrance): Refusal | undefined => {
  const { who, method } = entrance;
  if (closed.includes(labelOf(entrance))) return CLOSED;
  const refusal = refused[who];
  return refusal && (!refusal.methods || refusal.methods.includes(method)) ? refusal : undefined;
};

/** How many ask at a time: it is one product on a small machine. */
const AT_ONCE = 4;

async function each<T>(items: readonly T[], visit: (item: T) => Promise<string | null>): Promise<string[]> {
  const pending = [...items];
  const problems: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const problem = await visit(next);
      if (problem) problems.push(problem);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return problems.toSorted();
}

/** Knocks at every entrance where the caller must be refused, and reads wherever they may; says what was answered otherwise. */
export const walkAs = (caller: Caller, entrances: readonly Entrance[], target: Target): Promise<string[]> =>
  each(
    entrances.filter((one) => refusalOf(caller, one) !== undefined || one.method === "GET"),
    async (entrance) => problemOf(entrance, await ask(entrance, caller.headers, target), refusalOf(caller, entrance)),
  );

/** Asks every door by every method it does not declare, as somebody whom the gate lets pass. */
export const walkUndeclared = (
  doors: readonly Door[],
  headers: Record<string, string>,
  target: Target,
): Promise<string[]> =>
  each(
    doors.flatMap(({ path, entrances }) =>
      METHODS.filter((method) => !entrances.some((one) => one.method === method)).map((method) => ({ method, path })),
    ),
    async (entrance) => {
      const { status, code } = await ask(entrance, headers, target);
      const said = `${status} ${String(code ?? "without a word")}`;
      const expected = entrance.path === NOWHERE ? "404 route.not_found" : "405 method.not_allowed";
      return said === expected ? null : `${labelOf(entrance)}: is not declared and must be ${expected}, was ${said}`;
    },
  );
