import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { repositoryRoot } from "@/scripts/runtime/home";
import { readRuntimeFile, type RuntimeFile } from "@/scripts/runtime/runtime-file";
import { scratchFolder } from "./scratch-folder";

export type Product = {
  home: string;
  runtime: () => Promise<RuntimeFile>;
  output: () => string;
  /** Ends every part and leaves the home as it is. */
  shutDown(): Promise<void>;
  /** Ends every part and removes the home. */
  stop(): Promise<void>;
};

export const temporaryHome = (): Promise<string> => scratchFolder("greenlight-product-");

/** The whole product as `npm start` runs it, on free ports, in a home of its own unless `env` names one. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const home = env.GREENLIGHT_HOME ?? (await temporaryHome());
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    cwd: repositoryRoot,
    env: {
      ...withoutTestSettings(),
      PORT: "0",
      N8N_PORT: "0",
      SIDECAR_PORT: "0",
      GREENLIGHT_HOME: home,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const exited = once(child, "exit");
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", () => output.includes("Greenlight is ready") && resolve());
  });
  await Promise.race([
    ready,
    exited.then(([code]) => Promise.reject(new Error(`npm start ended with ${code}:\n${output}`))),
  ]);
  const shutDown = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exited;
  };
  return {
    home,
    output: () => output,
    runtime: async () => {
      const runtime = await readRuntimeFile(home);
      if (!runtime) throw new Error(`There is no runtime.json:\n${output}`);
      return runtime;
    },
    shutDown,
    stop: async () => {
      await shutDown();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The product must find its own database, not the tests'. */
export function withoutTestSettings(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TEST_|VITEST|DATABASE_URL$|NODE_ENV$|NODE_OPTIONS$)/.test(name),
  );
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}
