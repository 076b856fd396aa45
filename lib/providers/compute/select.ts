import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import { localCompute } from "./local/provider";
import type { ComputeProvider } from "./port";

/** The machine vendor of this installation: the local machine, unless LOCAL_MODE is off. */
export function selectCompute(): ComputeProvider {
  const { LOCAL_MODE, LOCAL_N8N_IP, LOCAL_SIDECAR_URL, N8N_URL } = env();
  if (LOCAL_MODE === false) {
    throw new AppError(
      "impossible",
      "No machine vendor is available: set LOCAL_MODE=true to use the n8n of this machine.",
      {
        code: "compute.unavailable",
      },
    );
  }
  if (!LOCAL_SIDECAR_URL) {
    throw new AppError(
      "impossible",
      "No sidecar is configured: start with `npm start`, or set LOCAL_SIDECAR_URL and SIDECAR_SIGNING_KEY.",
      {
        code: "sidecar.not_configured",
      },
    );
  }
  return localCompute({
    address: LOCAL_N8N_IP,
    sidecarUrl: LOCAL_SIDECAR_URL,
    webhookUrl: N8N_URL ?? `http://${LOCAL_N8N_IP}:5678`,
  });
}
