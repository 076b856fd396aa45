import { createHash, randomUUID, type KeyObject } from "node:crypto";
import { createPrivateKey } from "node:crypto";
import { SignJWT } from "jose";
import { SIGNING_KEY_PEM } from "./sidecar-harness";

export const WORKSPACE = "11111111-1111-4111-8111-111111111111";

type Claims = {
  key?: KeyObject;
  issuer?: string;
  audience?: string;
  jti?: string;
  bodyHash?: string;
  issuedAt?: number;
  lifetime?: number;
};

/** A command token as the app makes it, or with one thing wrong. */
export function tokenFor(body: string, claims: Claims = {}): Promise<string> {
  const {
    key = createPrivateKey(SIGNING_KEY_PEM),
    issuer = "greenlight",
    audience = WORKSPACE,
    jti = randomUUID(),
  } = claims;
  const { bodyHash = createHash("sha256").update(body).digest("hex"), issuedAt = now(), lifetime = 60 } = claims;
  return new SignJWT({ body_sha256: bodyHash })
    .setProtectedHeader({ alg: "EdDSA" })
    .setIssuer(issuer)
    .setAudience(audience)
    .setJti(jti)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign(key);
}

export const now = (): number => Math.floor(Date.now() / 1000);

export type Answered = {
  status: number;
  body: {
    success: boolean;
    result?: Record<string, unknown>;
    error?: { code: string; message: string; retryable: boolean };
  };
};

export async function post(url: string, body: string, token: string | null): Promise<Answered> {
  const headers = {
    "content-type": "application/json",
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(`${url}/api/command`, { method: "POST", headers, body });
  return { status: response.status, body: (await response.json()) as Answered["body"] };
}

type CommandToSend = { action: string; payload?: unknown; command_id?: string; workspaceId?: string };

export async function sendCommand(
  url: string,
  { workspaceId = WORKSPACE, ...command }: CommandToSend,
): Promise<Answered> {
  const body = JSON.stringify({ command_id: randomUUID(), payload: {}, ...command });
  return post(url, body, await tokenFor(body, { audience: workspaceId }));
}
