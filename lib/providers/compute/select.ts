import { resolve } from "node:path";
import { AppError } from "@/lib/platform/errors";
import { env, isLocalMode } from "@/lib/platform/env";
import { digitalOcean } from "./digitalocean/provider";
import { localCompute } from "./local/provider";
import type { ComputeProvider, MachineVendor, VendorAccount, VendorClock } from "./port";

/** Whether each workspace gets a machine that is paid for. */
export const makesMachines = (): boolean => !isLocalMode() && env().DIGITALOCEAN_API_TOKEN !== undefined;

/** The vendor of those machines, as this installation's account there. 422 `compute.unavailable` without a token. */
export function machineVendor(account: VendorAccount, clock: VendorClock): MachineVendor {
  const { DIGITALOCEAN_API_TOKEN: token, DIGITALOCEAN_API_URL: url } = env();
  if (token === undefined || isLocalMode()) throw unavailable();
  return digitalOcean({ ...account, token, url, clock });
}

/** The machine vendor of an installation that makes no machines: the local machine, unless LOCAL_MODE is off. */
export function selectCompute(): ComputeProvider {
  if (env().LOCAL_MODE === false) throw unavailable();
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

/** The machine of this installation's own, by the name that its row keeps; null for others, and when this installation does not reach it. */
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

const unavailable = (): AppError =>
  new AppError(
    "impossible",
    "No machine vendor is available: set LOCAL_MODE=true to use the n8n of this machine, or DIGITALOCEAN_API_TOKEN.",
    { code: "compute.unavailable" },
  );
