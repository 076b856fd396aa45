import type { DeploymentState, PublishRequest } from "../port";
import { isOnThisMachine } from "./request";
import type { VercelDeployment } from "./schemas";

/** The names under which a deployment keeps what it was made for. */
const ACTION = "greenlightAction";
const MARKER = "greenlightMarker";

/** The request of `POST /v13/deployments`: every file in it, no build, straight to production. */
export const toDeployment = ({ site, action, marker, files }: PublishRequest): object => ({
  name: site,
  target: "production",
  files: files.map(({ path, bytes }) => ({
    file: path,
    data: Buffer.from(bytes).toString("base64"),
    encoding: "base64",
  })),
  projectSettings: { framework: null, buildCommand: null, installCommand: null, outputDirectory: null },
  meta: { [ACTION]: action, [MARKER]: marker },
});

export const isOfAction = ({ meta }: Pick<VercelDeployment, "meta">, action: string): boolean =>
  meta?.[ACTION] === action;

/**
 * The host that visitors use. `<name>.vercel.app` belongs to the first who took it, anywhere: only an alias that the answer names is
 * ours, and without one the deployment's own address.
 */
function publicHost({ alias, name, url }: VercelDeployment): string {
  const wanted = `${name}.vercel.app`;
  return alias?.includes(wanted) ? wanted : (alias?.toSorted((a, b) => a.length - b.length)[0] ?? url);
}

export function publicAddress(deployment: VercelDeployment): string {
  const host = publicHost(deployment);
  return `${isOnThisMachine(host) ? "http" : "https"}://${host}`;
}

const STATES: Record<string, DeploymentState["state"]> = { READY: "ready", ERROR: "failed", CANCELED: "failed" };

export const toState = (deployment: VercelDeployment): DeploymentState => ({
  state: STATES[deployment.readyState] ?? "building",
  marker: deployment.meta?.[MARKER] ?? null,
  url: publicAddress(deployment),
  reason: deployment.errorMessage ?? deployment.errorCode ?? null,
});
