import { createHash, timingSafeEqual } from "node:crypto";
import { importSPKI, jwtVerify, type JWTPayload } from "jose";
import { z } from "zod";
import { TOKEN_ISSUER, TOKEN_LIFETIME_SECONDS } from "@/lib/contracts/sidecar";
import { CommandFailure } from "./failure";
import type { SidecarStore } from "./store";

const CLOCK_SKEW_SECONDS = 300;
const Claims = z.object({
  aud: z.uuid(),
  jti: z.uuid(),
  iat: z.number(),
  exp: z.number(),
  body_sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

type Signed = { authorization: string | undefined; body: Buffer };
export type Authenticate = (request: Signed) => Promise<{ workspaceId: string; bodyHash: string }>;

/** Accepts a token once, for exactly this body, from clocks up to five minutes apart; answers the workspace it speaks for. */
export async function authenticator(verifyKeyPem: string, store: SidecarStore): Promise<Authenticate> {
  const key = await importSPKI(verifyKeyPem, "EdDSA");
  return async ({ authorization, body }) => {
    const token = /^Bearer ([\w.-]+)$/.exec(authorization ?? "")?.[1];
    if (!token) throw refused("token.missing", "The command carries no bearer token.");
    const claims = await verifiedClaims(token, key);
    const bodyHash = createHash("sha256").update(body).digest("hex");
    if (!timingSafeEqual(Buffer.from(bodyHash), Buffer.from(claims.body_sha256)))
      throw refused("token.wrong_body", "The token was signed for another body.");
    const forgetAt = (claims.exp + 2 * CLOCK_SKEW_SECONDS) * 1000;
    if (!store.useToken(claims.jti, forgetAt))
      throw refused("token.replayed", "The token was used before: sign a new one.");
    return { workspaceId: claims.aud, bodyHash };
  };
}

async function verifiedClaims(token: string, key: CryptoKey): Promise<z.infer<typeof Claims>> {
  const options = { algorithms: ["EdDSA"], issuer: TOKEN_ISSUER, clockTolerance: CLOCK_SKEW_SECONDS };
  const payload: JWTPayload = await jwtVerify(token, key, options).then(
    (verified) => verified.payload,
    (cause: unknown) => {
      throw refused(
        "token.invalid",
        `The token is not valid now (${reason(cause)}); the sidecar's clock says ${new Date().toISOString()}.`,
      );
    },
  );
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw refused("token.invalid", "The token lacks aud, jti, iat, exp or body_sha256.");
  if (claims.data.iat > Date.now() / 1000 + CLOCK_SKEW_SECONDS)
    throw refused(
      "token.from_future",
      `The token was signed at ${new Date(claims.data.iat * 1000).toISOString()} and the sidecar's clock says ${new Date().toISOString()}: set both clocks by a time server.`,
    );
  if (claims.data.exp - claims.data.iat > TOKEN_LIFETIME_SECONDS)
    throw refused("token.too_long", `The token lives longer than ${TOKEN_LIFETIME_SECONDS} s.`);
  return claims.data;
}

function reason(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
}

function refused(code: string, message: string): CommandFailure {
  return new CommandFailure(code, message, { status: 401 });
}
