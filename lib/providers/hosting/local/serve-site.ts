import { spawn } from "node:child_process";
import { readFile, rename, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { Socket } from "node:net";
import { join } from "node:path";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { processWide } from "@/lib/platform/process-wide";

/** Read by Node itself, not by a bundler: a process has no part of the bundle. Copied by `outputFileTracingIncludes`. */
const SERVER = join(process.cwd(), "lib", "providers", "hosting", "local", "site-server.ts");
const START_MS = 10_000;

/** Starts of one site at a time in this process. */
const starting = processWide("sites-starting", () => new Map<string, Promise<number>>());

/**
 * The port that a site is served on: by the process that serves it already, whoever started it, else by one that is started now, on the
 * same port as before where that is free.
 */
export function serveSite(folder: string): Promise<number> {
  const running = starting.get(folder);
  if (running) return running;
  const turn = adoptOrStart(folder).finally(() => starting.delete(folder));
  starting.set(folder, turn);
  return turn;
}

async function adoptOrStart(folder: string): Promise<number> {
  const before = await readPort(folder);
  if (before !== null && (await isServing(folder, before))) return before;
  const port = (before !== null && (await start(folder, before))) || (await start(folder, 0));
  if (!port)
    throw new AppError("unavailable", "This machine’s web server did not start. Try again shortly.", {
      code: "hosting.not_started",
    });
  if (port !== before) await writePort(folder, port);
  return port;
}

export async function readPort(folder: string): Promise<number | null> {
  try {
    return Number(await readFile(join(folder, "port"), "utf8"));
  } catch {
    // The site was never served.
    return null;
  }
}

async function writePort(folder: string, port: number): Promise<void> {
  const made = join(folder, `port.${process.pid}`);
  await writeFile(made, String(port));
  await rename(made, join(folder, "port"));
}

/** Whether the server on this port is the one of this site; another program may have taken the port. */
export const isServing = (folder: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get({ host: "127.0.0.1", port, path: "/", timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.headers["x-greenlight-site"] === sha256(folder));
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });

/** The port it listens on; null when it ended first, which a taken port makes it do. */
function start(folder: string, port: number): Promise<number | null> {
  const child = spawn(process.execPath, [SERVER, folder, String(port)], {
    stdio: ["pipe", "pipe", "ignore"],
    // It needs nothing of what this process knows.
    env: { NODE_ENV: "production" },
  });
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill(), START_MS);
    const settle = (found: number | null): void => {
      clearTimeout(late);
      resolve(found);
    };
    child.on("error", () => settle(null));
    child.on("exit", () => settle(null));
    child.stdout.once("data", (line: Buffer) => {
      settle(Number(line.toString()) || null);
      // It serves on its own, and does not keep this process from ending; the pipe tells it when that happens.
      child.unref();
      for (const end of [child.stdin, child.stdout]) if (end instanceof Socket) end.unref();
    });
  });
}
