import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "@/lib/platform/errors";
import { currentKey, keyring, type MasterKey, type Purpose } from "./keyring";

export const VERSION = "v1";

const DERIVED_FOR: Record<Purpose, string> = {
  vault: "greenlight vault",
  integrations: "greenlight project integrations",
};

type Scope = { workspaceId: string; purpose: Purpose };

const workspaceKey = ({ hex }: MasterKey, { workspaceId, purpose }: Scope): Buffer =>
  Buffer.from(hkdfSync("sha256", Buffer.from(hex, "hex"), workspaceId, DERIVED_FOR[purpose], 32));

/** AES-256-GCM under a key derived for this workspace (HKDF-SHA256, RFC 5869); the workspace id is authenticated with it. */
export function encrypt(workspaceId: string, plain: string, purpose: Purpose = "vault"): string {
  const master = currentKey(purpose);
  const iv = randomBytes(12);
  const key = workspaceKey(master, { workspaceId, purpose });
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(workspaceId));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, master.id, iv.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** The plain text, under the current or a previous key; `vault.unreadable` if none fits or a byte was changed. */
export function decrypt(workspaceId: string, sealed: string, purpose: Purpose = "vault"): string {
  const [version, id, iv, body] = sealed.split(".");
  const master = keyring(purpose).find((key) => key.id === id);
  if (version !== VERSION || !master || !iv || !body) throw unreadable();
  const bytes = Buffer.from(body, "base64url");
  try {
    const key = workspaceKey(master, { workspaceId, purpose });
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"))
      .setAAD(Buffer.from(workspaceId))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw unreadable(cause);
  }
}

const unreadable = (cause?: unknown): AppError =>
  new AppError("internal", "A stored secret cannot be read with the configured master key.", {
    code: "vault.unreadable",
    retryable: false,
    cause,
  });
