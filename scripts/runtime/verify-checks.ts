import type { Check } from "./check";

const LEAST_MODULES = 40;
const CODE = [
  "app",
  "lib",
  "workers",
  "sidecar/src",
  "runtime-template/src",
  "scripts",
  "tests",
  "proxy.ts",
  "instrumentation.ts",
];

/** With an unknown TypeScript dependency-cruiser reads nothing and finds nothing wrong. */
export function enoughModules(output: string): string | null {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  if (modules >= LEAST_MODULES) return null;
  return `dependency-cruiser read only ${modules} modules: it does not see the code, so its silence proves nothing.`;
}

/** Results of the last run for files that are the same; a new clone has none. */
const CACHE = "node_modules/.cache/verify";

/** Everything that can be said about the code without running it. */
export const VERIFY_CHECKS: readonly Check[] = [
  { name: "types (tsc)", args: ["tsc", "--noEmit", "--incremental", "--tsBuildInfoFile", `${CACHE}/tsbuildinfo`] },
  {
    name: "format (prettier)",
    args: ["prettier", "--check", "--log-level", "warn", "--cache", "--cache-location", `${CACHE}/prettier`, "."],
  },
  { name: "lint (oxlint)", args: ["oxlint", "--deny-warnings", "--report-unused-disable-directives"] },
  {
    name: "layers (dependency-cruiser)",
    args: ["depcruise", "--config", ".dependency-cruiser.cjs", ...CODE],
    accept: enoughModules,
  },
  { name: "unused code (knip)", args: ["knip", "--no-progress"] },
  { name: "code that only tests use (knip)", args: ["knip", "--no-progress", "--production"] },
  { name: "structure (vitest)", args: ["vitest", "run", "--project", "structure", "--reporter", "dot"] },
];
