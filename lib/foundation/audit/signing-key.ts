import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";
import { env } from "@/lib/platform/env";

/** The algorithm's name and an empty place for the 32 bytes of an Ed25519 key, in PKCS 8 (RFC 8410 7). */
const PKCS8_HEADER = Buffer.from("302e020100300506032b657004220420", "hex");

export type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject; jwk: JWK };

async function derive(master: string): Promise<SigningKey> {
  const seed = Buffer.from(hkdfSync("sha256", Buffer.from(master, "hex"), "", "greenlight audit head", 32));
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEADER, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey);
  const { kty, crv, x } = publicKey.export({ format: "jwk" });
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  return { kid, privateKey, publicKey, jwk: { kty, crv, x, kid, alg: "EdDSA", use: "sig" } };
}

/** The Ed25519 key that heads are signed with: always the same one for a master key (HKDF-SHA256, RFC 5869). */
export const currentSigningKey = (): Promise<SigningKey> => derive(env().ENCRYPTION_MASTER_KEY);

/** That key and the ones of earlier master keys: what they signed still counts. */
export const signingKeys = (): Promise<SigningKey[]> =>
  Promise.all([env().ENCRYPTION_MASTER_KEY, ...(env().ENCRYPTION_MASTER_KEY_PREVIOUS ?? [])].map(derive));
