import { spawn } from "node:child_process";
import { openSync, closeSync } from "node:fs";
import { readFile, utimes, writeFile } from "node:fs/promises";
import { get, type IncomingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { processWide } from "@/lib/platform/process-wide";

/** Read by Node itself, not by a bundler: a process has no part of the bundle. Copied by `outputFileTracingIncludes`. */
const LAUNCHER = join(process.cwd(), "lib", "providers", "hosting", "local", "app-launcher.ts");
const START_MS = 30_000;
const END_MS = 10_000;
const LOOK_MS = 100;

const Service = z.object({ port: z.number().int(), commit: z.string(), pid: z.number().int() });
export type Service = z.infer<typeof Service>;

/** Starts of one application at a time in this process. */
const starting = processWide("apps-starting", () => new Map<string, Promise<Service>>());

/** The wanted version as it runs: by the process that runs it already, whoever started it, else by one that is started now. */
export function runApp(folder: string): Promise<Service> {
  const running = starting.get(folder);
  if (running) return running;
  const turn = adoptOrStart(folder).finally(() => starting.delete(folder));
  starting.set(folder, turn);
  return turn;
}

/** The version that the folder's process should run; null without one. */
export const wantedCommit = (folder: string): Promise<string | null> =>
  readFile(join(folder, "wanted"), "utf8").catch(() => null);

/** The version that a process runs in this folder, by its own word; null when nothing answers. Another program may have taken the port. */
export async function findService(folder: string): Promise<Service | null> {
  const service = await readService(folder);
  const headers = service && (await headersOf(service.port));
  if (!service || headers?.["x-greenlight-app"] !== sha256(folder)) return null;
  return headers["x-greenlight-commit"] === service.commit ? service : null;
}

/** Waits until the process of a folder has ended, once it is not wanted; one that does not look is killed. */
export async function awaitEnd(folder: string, { pid }: Pick<Service, "pid">): Promise<void> {
  for (const end = Date.now() + END_MS; Date.now() < end;) {
    if (!(await isOurs(folder, pid))) return;
    await later(LOOK_MS);
  }
  if (await isOurs(folder, pid)) process.kill(pid, "SIGKILL");
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the process of this number still is the one that runs this folder: numbers are given again. */
const isOurs = (folder: string, pid: number): Promise<boolean> =>
  new Promise((resolve) => {
    const ps = spawn("ps", ["-o", "command=", "-p", String(pid)], { stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    ps.stdout.on("data", (data: Buffer) => (said += data.toString()));
    ps.on("error", () => resolve(false));
    ps.on("close", () => resolve(said.includes(folder) && !said.includes("<defunct>")));
  });

export async function readService(folder: string): Promise<Service | null> {
  const text = await readFile(join(folder, "service.json"), "utf8").catch(() => null);
  return text === null ? null : Service.parse(JSON.parse(text));
}

async function adoptOrStart(folder: string): Promise<Service> {
  const commit = await wantedCommit(folder);
  if (commit === null) throw notStarted("There is no version of it to run.");
  await keep(folder);
  const [before, running] = [await readService(folder), await findService(folder)];
  if (running?.commit === commit) return running;
  if (before) await awaitEnd(folder, before);
  const started = (before && (await start(folder, commit, before.port))) || (await start(folder, commit, 0));
  const service = started && (await findService(folder));
  if (service) return service;
  throw notStarted("It ended before it listened.");
}

/** Says that it is looked after: it ends by itself some time after nobody does any more. */
async function keep(folder: string): Promise<void> {
  const file = join(folder, "kept");
  const now = new Date();
  await utimes(file, now, now).catch(() => writeFile(file, ""));
}

const notStarted = (why: string): AppError =>
  new AppError("unavailable", `The company’s application does not run on this machine. ${why}`, {
    code: "hosting.not_started",
  });

const headersOf = (port: number): Promise<IncomingHttpHeaders | null> =>
  new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path: "/", timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.headers);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(null));
  });

/** The environment that the provider keeps for it, and nothing of what this process knows. */
async function environmentOf(folder: string): Promise<NodeJS.ProcessEnv> {
  const text = await readFile(join(folder, "environment.json"), "utf8").catch(() => "{}");
  const kept = z.record(z.string(), z.string()).parse(JSON.parse(text));
  return { ...kept, NODE_ENV: "production" };
}

/** Whether it listens; false when it ended first, which a taken port makes it do. */
async function start(folder: string, commit: string, port: number): Promise<boolean> {
  const env = await environmentOf(folder);
  const log = openSync(join(folder, "application.log"), "a", 0o600);
  const child = spawn(process.execPath, [LAUNCHER, folder, commit, String(port)], {
    stdio: ["pipe", "pipe", log],
    env,
  });
  closeSync(log);
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill("SIGKILL"), START_MS);
    const settle = (listens: boolean): void => {
      clearTimeout(late);
      resolve(listens);
    };
    child.on("error", () => settle(false));
    child.on("exit", () => settle(false));
    child.stdout?.once("data", () => {
      settle(true);
      // It runs on its own, and does not keep this process from ending; the pipe tells it when that happens.
      child.unref();
      for (const end of [child.stdin, child.stdout]) if (end instanceof Socket) end.unref();
    });
  });
}
