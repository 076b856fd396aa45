import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { repositoryRoot } from "../runtime/home";
import type { Row } from "./figures";

const LIMIT_SECONDS = 15;
const READY = /Greenlight is ready\. Sign in: (\S+)/;

/** `npm start` twice in a home of its own: the first prepares, the second is the one that counts, up to an answering sign-in page. */
export async function benchStart(): Promise<{ row: Row; firstSeconds: number; secondSeconds: number }> {
  const home = await mkdtemp(join(tmpdir(), "greenlight-bench-start-"));
  await chmod(home, 0o711);
  try {
    const firstSeconds = await startOnce(home);
    const secondSeconds = await startOnce(home);
    const row: Row = {
      name: "npm start, second time",
      measured: `${secondSeconds.toFixed(1)} s`,
      compared: `first time ${firstSeconds.toFixed(1)} s`,
      ratio: null,
      limit: `≤ ${LIMIT_SECONDS} s`,
      ok: secondSeconds <= LIMIT_SECONDS,
    };
    return { row, firstSeconds, secondSeconds };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function startOnce(home: string): Promise<number> {
  const ports = { PORT: "0", SIDECAR_PORT: "0", N8N_PORT: "0", SMTP_CATCHER_PORT: "0" };
  const started = performance.now();
  const child = spawn(process.execPath, ["scripts/with-node24.mjs", "scripts/start.ts"], {
    cwd: repositoryRoot,
    env: { ...process.env, ...ports, GREENLIGHT_HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  try {
    const url = await signInUrl(child.stdout);
    const page = await fetch(url);
    await page.text();
    if (!page.ok) throw new Error(`${url} answers ${page.status}.`);
    return (performance.now() - started) / 1000;
  } finally {
    child.kill("SIGINT");
    await exited;
  }
}

/** Keeps reading: a program whose output nobody takes cannot stop in order. */
function signInUrl(output: Readable): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    output.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const url = READY.exec(said)?.[1];
      if (url) resolve(url);
    });
    output.once("end", () => reject(new Error(`npm start ended without becoming ready:\n${said}`)));
  });
}
