import fc from "fast-check";
import { vi } from "vitest";

/**
 * Vitest's set-up before each file. The files share a process, so that packages are loaded once; each file gets our own modules anew, nothing
 * that an earlier file kept for the whole process (`lib/platform/process-wide.ts`), and the environment as the first file found it.
 * Random inputs are the same in each run, so that a change is judged by what it changes: TEST_SEED tries others.
 */
fc.configureGlobal({ seed: Number(process.env.TEST_SEED ?? 1) });
vi.unstubAllEnvs();
vi.unstubAllGlobals();
vi.restoreAllMocks();
vi.useRealTimers();
const kept = globalThis as unknown as Record<symbol, NodeJS.ProcessEnv | undefined>;
const FIRST = Symbol.for("tests.first-environment");
const environment = (kept[FIRST] ??= { ...process.env });
for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
Object.assign(process.env, environment);
for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
  if (Symbol.keyFor(symbol)?.startsWith("greenlight.")) delete kept[symbol];
}
vi.resetModules();
