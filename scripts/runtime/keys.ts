import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { ensureSecret, writeOnce } from "./home";
import { readPreviousKeys, type PreviousKeys } from "./sealing-keys";

export type Keys = PreviousKeys & {
  identityKeyFile: string;
  identityPublicKey: string;
  masterKey: string;
  integrationKey: string;
  sidecarSigningKey: string;
  sidecarVerifyKey: string;
  /** The local machine's own: it signs what its sidecar reports. */
  instanceKey: string;
  instancePublicKey: string;
  n8nEncryptionKey: string;
  n8nOwnerPassword: string;
  clerkSecretKey: string;
  inboundWebhookSecret: string;
};

/** Clerk's shape: the live prefix and the encoded host of an instance; nothing is ever asked of that host. */
export const LOCAL_PUBLISHABLE_KEY = `pk_live_${Buffer.from("clerk.localhost$").toString("base64")}`;

const pem = (type: "rsa" | "ed25519"): string => {
  const pair = type === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ed25519");
  return pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
};

function publicOf(privatePem: string, file: string): string {
  try {
    return createPublicKey(createPrivateKey(privatePem)).export({ type: "spki", format: "pem" }).toString();
  } catch (error) {
    throw new Error(`The key ${file} cannot be read: restore it from a backup, or delete it to make a new one.`, {
      cause: error,
    });
  }
}

/** Every key and secret of this home, made once and the same at every later start. Readable by their owner only. */
export async function ensureKeys(home: string): Promise<Keys> {
  const identityKeyFile = join(home, "identity", "private.pem");
  const identity = await writeOnce(identityKeyFile, () => pem("rsa"));
  const sidecarFile = join(home, "secrets", "sidecar-signing.pem");
  const sidecarSigningKey = await writeOnce(sidecarFile, () => pem("ed25519"));
  const instanceFile = join(home, "secrets", "instance.pem");
  const instanceKey = await writeOnce(instanceFile, () => pem("ed25519"));
  return {
    ...(await readPreviousKeys(home)),
    identityKeyFile,
    identityPublicKey: publicOf(identity, identityKeyFile),
    masterKey: await ensureSecret(home, "encryption-master-key"),
    integrationKey: await ensureSecret(home, "project-integration-key"),
    sidecarSigningKey,
    sidecarVerifyKey: publicOf(sidecarSigningKey, sidecarFile),
    instanceKey,
    instancePublicKey: publicOf(instanceKey, instanceFile),
    n8nEncryptionKey: await ensureSecret(home, "n8n-encryption-key"),
    // n8n asks for a capital letter and a digit.
    n8nOwnerPassword: `N8n-${await ensureSecret(home, "n8n-owner-password", 24)}`,
    inboundWebhookSecret: await ensureSecret(home, "inbound-webhook-secret"),
    clerkSecretKey: `sk_live_${await ensureSecret(home, "clerk-secret-key", 20)}`,
  };
}
