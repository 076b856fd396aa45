import { createHmac, createPrivateKey } from "node:crypto";
import { SignJWT } from "jose";

/** Longer than the clocks of two machines differ. */
const LIFETIME_SECONDS = 300;

/** The key with which n8n checks a run token: derived from the sidecar's signing key, different for each workspace, used for nothing else. */
export function runSecret(signingKeyPem: string, workspaceId: string): string {
  const key = createPrivateKey(signingKeyPem).export({ format: "der", type: "pkcs8" });
  return createHmac("sha256", key).update(`greenlight run token ${workspaceId}`).digest("base64url");
}

/** Starts a workflow by its webhook. n8n keeps it with the execution, so it is worthless five minutes later. */
export function runToken(signingKeyPem: string, workspaceId: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(workspaceId)
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(new TextEncoder().encode(runSecret(signingKeyPem, workspaceId)));
}
