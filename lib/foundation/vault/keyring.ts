import { createHash } from "node:crypto";
import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";

/** Whose key seals it: `vault` is the installation's master key, `integrations` the one of what companies connect. */
export type Purpose = "vault" | "integrations";
export type MasterKey = { id: string; hex: string };

const VARIABLE = { vault: "ENCRYPTION_MASTER_KEY", integrations: "PROJECT_INTEGRATION_ENCRYPTION_KEY" } as const;

/** How a key is named in what it sealed, in logs and to people; nothing of the key can be learnt from it. */
export const keyIdOf = (hex: string): string => createHash("sha256").update(`key-id:${hex}`).digest("hex").slice(0, 8);

/** Every configured key, the current one first, then the previous ones; empty while none is set. */
export function keyring(purpose: Purpose): MasterKey[] {
  const { [VARIABLE[purpose]]: current, [`${VARIABLE[purpose]}_PREVIOUS` as const]: previous = [] } = env();
  if (current === undefined) return [];
  return [...new Set([current, ...previous])].map((hex) => ({ id: keyIdOf(hex), hex }));
}

/** The key that seals from now on; `vault.key_missing` with the name of the variable while none is set. */
export function currentKey(purpose: Purpose): MasterKey {
  const [current] = keyring(purpose);
  if (current) return current;
  throw new AppError(
    "unavailable",
    `This cannot be stored safely: ${VARIABLE[purpose]} is not set. Set it to 64 hex characters (openssl rand -hex 32) and restart.`,
    { code: "vault.key_missing", retryable: false },
  );
}
