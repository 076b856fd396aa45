import { z } from "zod";
import type { RuntimeFile } from "../runtime/runtime-file";
import { answerOf } from "./answer-of";
import { fail, ok, warn, type Finding } from "./finding";

const Health = z.object({ status: z.enum(["ok", "degraded", "down"]) });
type Status = z.infer<typeof Health>["status"];

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/;

/** The public address: who can reach it, and whether Greenlight answers there. */
export async function checkAddress(appUrl: string | undefined, running: RuntimeFile | null): Promise<Finding[]> {
  const address = appUrl ?? running?.url;
  if (!address) return [warn("Application: it does not run", "Start it: npm start.")];
  return judgeAddress(new URL(address), (await answerOf(new URL("/api/health", address).href, Health))?.status ?? null);
}

/** Judged apart from the request, so that each verdict can be tried. */
export function judgeAddress(address: URL, status: Status | null): Finding[] {
  const findings: Finding[] = [];
  if (status === null) {
    findings.push(
      fail(
        `Application: ${address.origin} does not answer`,
        "Start it (npm start), or correct APP_URL and the proxy in front.",
      ),
    );
  } else if (status === "ok") findings.push(ok(`Application: it answers at ${address.origin}`));
  else
    findings.push(
      fail(
        `Application: ${address.origin} says that it is ${status}`,
        "The findings here name the part; the application's log has the reason.",
      ),
    );
  if (LOOPBACK.test(address.hostname)) {
    findings.push(
      warn(
        "Webhooks: the address is this machine's own, so mail providers cannot call it and unsubscribe links work only here",
        "Set APP_URL to the public address before the first real email. The test mailbox needs none.",
      ),
    );
  } else if (address.protocol !== "https:") {
    findings.push(
      warn("Webhooks: the address has no TLS", "Put a proxy with a certificate in front, and set APP_URL to https://."),
    );
  } else
    findings.push(ok("Webhooks: the address is public and encrypted; this machine cannot see whether others reach it"));
  return findings;
}
