import { resolve } from "node:path";
import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import { localCompute } from "./local/provider";
import type { ComputeProvider } from "./port";

/** The machine vendor of this installation: the local machine, unless LOCAL_MODE is off. */
export function selectCompute(): ComputeProvider {
  const { LOCAL_MODE } = env();
  if (LOCAL_MODE === false) {
    throw new AppError(
      "impossible",
      "No machine vendor is available: set LOCAL_MODE=true to use the n8n of this machine.",
      {
        code: "compute.unavailable",
      },
    );
  }
  const local = computeOf("local");
  if (!local) {
    throw new AppError(
      "impossible",
      "No sidecar is configured: start with `npm start`, or set LOCAL_SIDECAR_URL and SIDECAR_SIGNING_KEY.",
      {
        code: "sidecar.not_configured",
      },
    );
  }
  return local;
}

/** The vendor of a machine that exists already, by the name that its row keeps; null when this installation does not reach that vendor. */
export function computeOf(provider: string): ComputeProvider | null {
  const { LOCAL_N8N_IP, LOCAL_SIDECAR_URL, N8N_URL, GREENLIGHT_HOME } = env();
  if (provider !== "local" || !LOCAL_SIDECAR_URL) return null;
  return localCompute({
    address: LOCAL_N8N_IP,
    sidecarUrl: LOCAL_SIDECAR_URL,
    webhookUrl: N8N_URL ?? `http://${LOCAL_N8N_IP}:5678`,
    home: resolve(GREENLIGHT_HOME),
  });
}
