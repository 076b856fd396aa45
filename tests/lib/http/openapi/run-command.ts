import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { RouteHandler } from "@/lib/http/route";

const APP = join(import.meta.dirname, "../../../../app");

/** `curl`, replaced by a function that prints its arguments. */
const CURL = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }`;
const quoted = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

/** The arguments that a shell passes to `curl` in each of the commands, which see the variables. */
export async function wordsOfEach(commands: readonly string[], variables: Record<string, string>): Promise<string[][]> {
  const given = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const each = commands.map((command) => `(\n${command}\n)\nprintf '\\1'`);
  const { stdout } = await promisify(execFile)("/bin/sh", ["-c", [CURL, ...given, ...each].join("\n")]);
  return stdout
    .split("\u0001")
    .slice(0, -1)
    .map((words) => words.split("\0").slice(0, -1));
}

/** The same of one command. */
export async function wordsOf(command: string, variables: Record<string, string>): Promise<string[]> {
  return (await wordsOfEach([command], variables))[0] ?? [];
}

/** The request curl would send for these words. */
export function requestOf(words: string[], file: string): Request {
  const headers = new Headers();
  const form = new FormData();
  let [method, url, body] = ["", "", undefined as string | undefined];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const next = words[index + 1] ?? "";
    if (word === "-X") method = next;
    else if (word === "-H") headers.set(next.slice(0, next.indexOf(":")), next.slice(next.indexOf(":") + 1).trim());
    else if (word === "-d") body = next;
    else if (word === "-F") addField(form, next, file);
    else url = word;
    if (word.startsWith("-")) index += 1;
  }
  const fields = [...form.keys()].length > 0 ? form : undefined;
  const content = body ?? fields;
  return new Request(url, { method: method || (content ? "POST" : "GET"), headers, ...(content && { body: content }) });
}

function addField(form: FormData, field: string, file: string): void {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/s.exec(field) ?? [];
  if (value.startsWith("@")) form.set(name, new File([file], value.slice(1).split(";")[0] ?? "", { type: "text/csv" }));
  else form.set(name, value);
}

/** `/api/x/[id]` → what `/api/x/7` says. */
function paramsOf(path: string, pathname: string): Record<string, string> {
  const given = pathname.split("/");
  return Object.fromEntries(
    path.split("/").flatMap((part, index) => {
      const name = /^\[(\w+)\]$/.exec(part)?.[1];
      return name === undefined ? [] : [[name, decodeURIComponent(given[index] ?? "")]];
    }),
  );
}

type Command = { words: string[]; path: string; file: string };
type Answered = { status: number; type: string; body: unknown };

/** Runs the words of a command against the handler of its route; of an endless answer only the beginning is looked at. */
export async function runCommand({ words, path, file }: Command): Promise<Answered> {
  const request = requestOf(words, file);
  const routes = (await import(pathToFileURL(join(APP, path, "route.ts")).href)) as Record<string, RouteHandler>;
  const handler = routes[request.method];
  if (!handler) throw new Error(`${path} answers no ${request.method}`);
  const params = paramsOf(path, new URL(request.url).pathname);
  const response = await handler(request, { params: Promise.resolve(params) });
  const type = response.headers.get("content-type")?.split(";")[0] ?? "";
  const { status } = response;
  if (type.includes("json")) return { status, type, body: await response.json() };
  await response.body?.cancel();
  return { status, type, body: undefined };
}
