import { randomBytes, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { vi } from "vitest";
import type { decrypt, encrypt } from "@/lib/foundation/vault/cipher";
import { keyIdOf, type Purpose } from "@/lib/foundation/vault/keyring";

type Cipher = { encrypt: typeof encrypt; decrypt: typeof decrypt };
type KeyEnvironment = Record<string, string>;

/** Keys of three ages, and one that nobody configured. */
export const AGES = ["oldest", "older", "current", "lost"] as const;
export type Age = (typeof AGES)[number];
const ring = (): Record<Age, string> =>
  Object.fromEntries(AGES.map((age) => [age, randomBytes(32).toString("hex")])) as Record<Age, string>;
const KEYS: Record<Purpose, Record<Age, string>> = { vault: ring(), integrations: ring() };

export const keyId = (age: Age, purpose: Purpose = "vault"): string => keyIdOf(KEYS[purpose][age]);

/** The environment of a process that seals with this age and still reads those before it. */
export function keysAt(age: Exclude<Age, "lost">): KeyEnvironment {
  const known = AGES.slice(0, AGES.indexOf(age) + 1).toReversed();
  const listed = (purpose: Purpose): string[] => known.map((one) => KEYS[purpose][one]);
  const [master = "", ...masters] = listed("vault");
  const [integration = "", ...integrations] = listed("integrations");
  return {
    ENCRYPTION_MASTER_KEY: master,
    ENCRYPTION_MASTER_KEY_PREVIOUS: masters.join(","),
    PROJECT_INTEGRATION_ENCRYPTION_KEY: integration,
    PROJECT_INTEGRATION_ENCRYPTION_KEY_PREVIOUS: integrations.join(","),
  };
}

/** The cipher as a process with one key of this age has it. */
async function cipherOf(age: Age): Promise<Cipher> {
  vi.resetModules();
  for (const [name, value] of Object.entries({
    ENCRYPTION_MASTER_KEY: KEYS.vault[age],
    ENCRYPTION_MASTER_KEY_PREVIOUS: "",
    PROJECT_INTEGRATION_ENCRYPTION_KEY: KEYS.integrations[age],
    PROJECT_INTEGRATION_ENCRYPTION_KEY_PREVIOUS: "",
  }))
    vi.stubEnv(name, value);
  const cipher: Cipher = await import("@/lib/foundation/vault/cipher");
  cipher.encrypt(randomUUID(), "read the environment now");
  vi.unstubAllEnvs();
  return cipher;
}

const ciphers = new Map<Age, Promise<Cipher>>();
export const cipherUnder = (age: Age): Promise<Cipher> =>
  ciphers.get(age) ?? ciphers.set(age, cipherOf(age)).get(age) ?? cipherOf(age);

export type Sealed = { table: string; column: string; purpose: Purpose };
type Insert = { columns: string; values: (sealed: string) => unknown[] };
type Of = { workspaceId: string; projectId: string };

export const SEALED: Record<string, Sealed> = {
  credentials: { table: "genesis.credential_store", column: "data_encrypted", purpose: "vault" },
  secrets: { table: "genesis.vault_secrets", column: "data_encrypted", purpose: "vault" },
  tokens: { table: "public.workspace_webhook_tokens", column: "token_encrypted", purpose: "vault" },
  invites: { table: "public.workspace_invites", column: "token_encrypted", purpose: "vault" },
  integrations: { table: "public.project_integrations", column: "config_encrypted", purpose: "integrations" },
};

const INSERTS: Record<keyof typeof SEALED, (of: Of) => Insert> = {
  credentials: () => ({ columns: "type, name, data_encrypted", values: (sealed) => ["apify", randomUUID(), sealed] }),
  secrets: () => ({ columns: "id, data_encrypted", values: (sealed) => [randomUUID(), sealed] }),
  tokens: () => ({
    columns: "token_hash, last_four, created_by, token_encrypted",
    values: (sealed) => [randomUUID(), "abcd", "test", sealed],
  }),
  invites: () => ({
    columns: "email, role, token_hash, invited_by, inviter_email, expires_at, token_encrypted",
    values: (sealed) => [`${randomUUID()}@x.example`, "member", randomUUID(), "u", "u@x.example", "2027-01-01", sealed],
  }),
  integrations: ({ projectId }) => ({
    columns: "project_id, provider, created_by, config_encrypted",
    values: (sealed) => [projectId, `p_${randomBytes(6).toString("hex")}`, "test", sealed],
  }),
};

/** One row of a table, sealed as a process of that age would have; answers what was sealed. */
export async function insertSealed(admin: Client, what: keyof typeof SEALED, row: Of & { age: Age }): Promise<string> {
  const { table, purpose } = SEALED[what] as Sealed;
  const { columns, values } = (INSERTS[what] as (of: Of) => Insert)(row);
  const plain = `secret ${randomUUID()}`;
  const sealed = (await cipherUnder(row.age)).encrypt(row.workspaceId, plain, purpose);
  const given = [row.workspaceId, ...values(sealed)];
  const places = given.map((_, index) => `$${index + 1}`).join(", ");
  await admin.query(`insert into ${table} (workspace_id, ${columns}) values (${places})`, given);
  return plain;
}

/** Every sealed value of a workspace, with the id of its key, and what a process that only has the current key reads in it. */
export async function readSealed(
  admin: Client,
  what: keyof typeof SEALED,
  workspaceId: string,
): Promise<{ keyId: string; sealed: string; plain: string | null }[]> {
  const { table, column, purpose } = SEALED[what] as Sealed;
  const { rows } = await admin.query<{ sealed: string }>(
    `select ${column} as sealed from ${table} where workspace_id = $1`,
    [workspaceId],
  );
  const { decrypt } = await cipherUnder("current");
  const read = (sealed: string): string | null => {
    try {
      return decrypt(workspaceId, sealed, purpose);
    } catch {
      return null;
    }
  };
  return rows.map(({ sealed }) => ({ keyId: sealed.split(".")[1] ?? "", sealed, plain: read(sealed) }));
}
