import { createHash, randomUUID } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import { TOKEN_ISSUER, TOKEN_LIFETIME_SECONDS } from "@/lib/contracts/sidecar";

export type SignCommand = (command: { workspaceId: string; body: string }) => Promise<string>;

/** Signs one command: valid once, for this body and this workspace, for a minute. */
export function commandSigner(signingKeyPem: string): SignCommand {
  const key = importPKCS8(signingKeyPem, "EdDSA");
  return async ({ workspaceId, body }) =>
    new SignJWT({ body_sha256: createHash("sha256").update(body).digest("hex") })
      .setProtectedHeader({ alg: "EdDSA" })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(workspaceId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_LIFETIME_SECONDS}s`)
      .sign(await key);
}
