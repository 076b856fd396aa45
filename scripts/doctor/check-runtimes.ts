import { CLOUD_RUNTIMES, HOSTED_RUNTIMES } from "@/lib/platform/env";
import { fail, ok, type Finding } from "./finding";

const HOSTS = { vercel: "Vercel", render: "Render" };
const isHost = (name: string): name is keyof typeof HOSTS => name in HOSTS;

/** Where companies' own runtimes are made, and whether the variables for it are there. Asks no host. */
export function checkRuntimes(given: Readonly<Record<string, string | undefined>>): Finding[] {
  const target = given.RUNTIME_TARGET || "local";
  if (target === "local") return [ok("Runtimes: they are made on this machine")];
  if (target !== "cloud")
    return [fail(`Runtimes: RUNTIME_TARGET is ${target}`, "Set it to local or to cloud, or leave it out.")];
  const host = given.RUNTIME_HOSTING || "vercel";
  if (!isHost(host))
    return [fail(`Runtimes: RUNTIME_HOSTING is ${host}`, "Set it to vercel or to render, or leave it out.")];
  const missing = [...CLOUD_RUNTIMES, ...HOSTED_RUNTIMES[host]].filter((name) => !given[name]);
  if (missing.length === 0)
    return [ok(`Runtimes: they are made at GitHub, Neon and ${HOSTS[host]}, and every variable is set`)];
  return [
    fail(`Runtimes: RUNTIME_TARGET is cloud, and ${missing.join(", ")} is missing`, "Set it, or RUNTIME_TARGET=local."),
  ];
}
