import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";

const VERSION = "v1";

const keyId = (master: string): string => createHash("sha256").update(`key-id:${master}`).digest("hex").slice(0, 8);

function workspaceKey(master: string, workspaceId: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(master, "hex"), workspaceId, "greenlight vault", 32));
}

/** AES-256-GCM under a key derived for this workspace (HKDF-SHA256, RFC 5869); the workspace id is authenticated with it. */
export function encrypt(workspaceId: string, plain: string): string {
  const master = env().ENCRYPTION_MASTER_KEY;
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", workspaceKey(master, workspaceId), iv).setAAD(Buffer.from(workspaceId));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, keyId(master), iv.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** The plain text, under the current or the previous master key; `vault.unreadable` if neither fits. */
export function decrypt(workspaceId: string, sealed: string): string {
  const [version, id, iv, body] = sealed.split(".");
  const { ENCRYPTION_MASTER_KEY, ENCRYPTION_MASTER_KEY_PREVIOUS } = env();
  const masters = [ENCRYPTION_MASTER_KEY, ...(ENCRYPTION_MASTER_KEY_PREVIOUS ?? [])];
  const master = masters.find((key) => keyId(key) === id);
  if (version !== VERSION || !master || !iv || !body) {
    throw new AppError("internal", "A stored secret cannot be read with the configured master key.", {
      code: "vault.unreadable",
      retryable: false,
    });
  }
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", workspaceKey(master, workspaceId), Buffer.from(iv, "base64url"))
    .setAAD(Buffer.from(workspaceId))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
}
