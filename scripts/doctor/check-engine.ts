import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "../runtime/home";
import { n8nInstallDir } from "../runtime/n8n-install";
import type { Settings } from "../runtime/settings";
import type { RuntimeFile } from "../runtime/runtime-file";
import { answerOf } from "./answer-of";
import { fail, ok, warn, type Finding } from "./finding";

const CLOCK_TOLERANCE_MS = 60_000;
const HOOK = "sidecar/n8n/hooks/freeze.js";

const SidecarHealth = z.object({
  n8n: z.object({ healthy: z.boolean() }),
  now: z.iso.datetime(),
  reaches_app: z.boolean().nullable(),
});
type SidecarHealth = z.infer<typeof SidecarHealth>;

/** n8n: the pinned version is installed with its hook, the sidecar answers, and n8n reaches the application. */
export async function checkEngine(settings: Settings, running: RuntimeFile | null): Promise<Finding[]> {
  if (settings.N8N_MODE === "off") return [ok("n8n: switched off (N8N_MODE=off); emails are sent elsewhere")];
  const installed = settings.N8N_MODE === "local" ? [checkInstalled(n8nInstallDir())] : [];
  if (!running?.sidecarUrl) return installed;
  const health = await answerOf(`${running.sidecarUrl}/api/health`, SidecarHealth);
  return [...installed, ...judgeSidecar(health, Date.now())];
}

export function checkInstalled(folder: string): Finding {
  const version = versionIn(join(folder, "node_modules/n8n/package.json"));
  if (!version) return warn("n8n: the pinned version is not installed", "npm start installs it (3 GB, once).");
  if (existsSync(join(repositoryRoot, HOOK)))
    return ok(`n8n: version ${version} is installed, with the hook that refuses frozen workspaces`);
  return fail(`n8n: ${HOOK} is missing, so a frozen workspace could go on`, "Restore the file from the repository.");
}

function versionIn(file: string): string | null {
  if (!existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Judged apart from the request, so that each verdict can be tried. */
export function judgeSidecar(health: SidecarHealth | null, now: number): Finding[] {
  if (!health)
    return [fail("Sidecar: it does not answer", "Restart Greenlight (Ctrl-C, npm start) and read logs/sidecar.log.")];
  if (!health.n8n.healthy)
    return [fail("n8n: the sidecar runs, and n8n does not answer it", "Read logs/n8n.log; npm start restarts n8n.")];
  const findings = [ok("n8n: it answers its sidecar")];
  if (health.reaches_app === false) {
    findings.push(
      fail(
        "Webhooks: n8n does not reach the application, so nothing would be sent or counted",
        "Set APP_URL to an address that n8n's machine reaches.",
      ),
    );
  }
  if (Math.abs(Date.parse(health.now) - now) > CLOCK_TOLERANCE_MS) {
    findings.push(fail("Clock: the sidecar's differs by more than a minute", "Switch on time synchronisation (NTP)."));
  }
  return findings;
}
