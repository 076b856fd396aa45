import { randomBytes } from "node:crypto";
import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { keyIdOf } from "@/lib/foundation/vault/keyring";
import { exists, readIfPresent } from "./home";
import { takeInstallLock } from "./install-lock";

type SealingKey = { file: string; variable: string };

const MASTER: SealingKey = { file: "encryption-master-key", variable: "ENCRYPTION_MASTER_KEY" };
const INTEGRATIONS: SealingKey = {
  file: "project-integration-key",
  variable: "PROJECT_INTEGRATION_ENCRYPTION_KEY",
};
const SEALING_KEYS = [MASTER, INTEGRATIONS];

const fileOf = (home: string, { file }: SealingKey): string => join(home, "secrets", file);
const previousFileOf = (home: string, key: SealingKey): string => `${fileOf(home, key)}-previous`;
const isSet = (value: string | undefined): value is string => Boolean(value?.trim());

export type PreviousKeys = { previousMasterKeys: string | null; previousIntegrationKeys: string | null };

/** The home's older keys, newest first, separated by commas. */
export async function readPreviousKeys(home: string): Promise<PreviousKeys> {
  return {
    previousMasterKeys: await readIfPresent(previousFileOf(home, MASTER)),
    previousIntegrationKeys: await readIfPresent(previousFileOf(home, INTEGRATIONS)),
  };
}

/** The keys as the application of this home has them: what is set wins, then the home's own. Makes none. */
export async function readSealingKeys(
  home: string,
  environment: Record<string, string | undefined>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of SEALING_KEYS) {
    const current = isSet(environment[key.variable])
      ? environment[key.variable]
      : await readIfPresent(fileOf(home, key));
    const older = `${key.variable}_PREVIOUS`;
    const previous = isSet(environment[older]) ? environment[older] : await readIfPresent(previousFileOf(home, key));
    if (current) found[key.variable] = current;
    if (previous) found[older] = previous;
  }
  if (found[MASTER.variable]) return found;
  throw new Error(
    `There is no master key: set ${MASTER.variable} as the application has it, or GREENLIGHT_HOME to the folder of its \`npm start\`.`,
  );
}

/** The ids of the keys that seal, as every sealed value names its own. */
export const sealingKeyIds = (environment: Record<string, string | undefined>): string[] =>
  SEALING_KEYS.map(({ variable }) => environment[variable])
    .filter(isSet)
    .map(keyIdOf);

/**
 * Gives the home new keys and keeps the old ones as previous. The old key is safe on the disk before the new one exists, so a crash in
 * between loses nothing.
 */
export async function renewKeys(home: string, environment: Record<string, string | undefined>): Promise<void> {
  const set = SEALING_KEYS.find(({ variable }) => isSet(environment[variable]));
  if (set) {
    throw new Error(
      `${set.variable} is set by yourself, so the new key is yours to make (openssl rand -hex 32): set it, put the old one in front of ${set.variable}_PREVIOUS, restart, then run npm run keys:rotate.`,
    );
  }
  if (!(await exists(fileOf(home, MASTER))))
    throw new Error(`There are no keys in ${home} yet: run npm start once, or set GREENLIGHT_HOME.`);
  const refuse = (pid: string): never => {
    throw new Error(`Process ${pid} is making new keys at this moment: wait for it.`);
  };
  const lock = await takeInstallLock({ path: join(home, "secrets", "renewal.lock"), onWait: refuse });
  try {
    for (const key of SEALING_KEYS) await renewKey(home, key);
  } finally {
    lock.release();
  }
}

async function renewKey(home: string, key: SealingKey): Promise<void> {
  const current = await readIfPresent(fileOf(home, key));
  const older = (await readIfPresent(previousFileOf(home, key)))?.split(",") ?? [];
  const previous = [...new Set([current, ...older])].filter(Boolean);
  if (previous.length > 0) await replaceDurably(previousFileOf(home, key), previous.join(","));
  await replaceDurably(fileOf(home, key), randomBytes(32).toString("hex"));
}

async function replaceDurably(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, content, { mode: 0o600, flush: true });
  await rename(draft, path);
  const folder = await open(dirname(path));
  await folder.sync().finally(() => folder.close());
}
