import { resolve } from "node:path";
import type { Rotation } from "@/lib/operations/governance/rotate-keys";
import { repositoryRoot } from "./runtime/home";
import { fail, say, step } from "./runtime/progress";
import { readRuntimeFile } from "./runtime/runtime-file";
import { readSealingKeys, renewKeys, sealingKeyIds } from "./runtime/sealing-keys";
import { readSettings } from "./runtime/settings";
import { withDatabase } from "./runtime/with-database";

const NEW_KEY = "--new-key";

async function makeNewKeys(home: string): Promise<void> {
  await renewKeys(home, process.env);
  say("New keys are in place; the old ones are kept beside them and still read what they sealed.");
  say("Now restart (Ctrl-C, npm start), then run npm run keys:rotate.");
}

/** A running application must be able to read everything that this run encrypts. */
async function requireSameKeys(home: string): Promise<void> {
  const running = await readRuntimeFile(home);
  const isOther = process.env.DATABASE_URL && process.env.DATABASE_URL !== running?.databaseUrl;
  if (!running?.sealingKeyIds || isOther) return;
  if (sealingKeyIds(process.env).every((id) => running.sealingKeyIds?.includes(id))) return;
  throw new Error("The running Greenlight does not know the new keys yet: restart it first (Ctrl-C, npm start).");
}

async function rotate(databaseUrl: string): Promise<void> {
  Object.assign(process.env, { DATABASE_URL: databaseUrl, LOG_LEVEL: "silent" });
  const [{ rotateKeys }, { closeDb, getDb }] = await Promise.all([
    import("@/lib/operations/governance/rotate-keys"),
    import("@/lib/platform/db"),
  ]);
  try {
    const rotation = await step(
      "Sealing under the current keys",
      ({ update }) => {
        const ctx = { requestId: crypto.randomUUID(), db: getDb(), now: () => new Date() };
        return rotateKeys(ctx, ({ table, done, total }) => update(`${table} ${done} of ${total}`));
      },
      ({ resealed }) => `Sealed ${counted(resealed)} under the current keys`,
    );
    report(rotation);
  } finally {
    await closeDb();
  }
}

const WHY = {
  unknown:
    "the key is not configured: give it in ENCRYPTION_MASTER_KEY_PREVIOUS (or PROJECT_INTEGRATION_…) and run this again",
  damaged: "cannot be decrypted: restore them from a backup, or save them again",
  busy: "written meanwhile under an older key: restart every process that still has it, and run this again",
};

const counted = (rows: number): string => `${rows} ${rows === 1 ? "row" : "rows"}`;

function report({ columns, leftovers, keys }: Rotation): void {
  for (const { table, column, resealed } of columns) say(`  ${table}.${column}: ${counted(resealed)} sealed again`);
  say("Keys in use:");
  for (const { purpose, keyId, role, rows } of keys) say(`  ${purpose} ${keyId} (${role}): ${counted(rows)}`);
  for (const { table, keyId, rows, why } of leftovers)
    say(`! ${table}: ${counted(rows)} under key ${keyId}: ${WHY[why]}`);
  if (leftovers.length > 0) process.exitCode = 1;
  else if (keys.some(({ role }) => role === "previous"))
    say("Nothing needs the previous keys any more: they can go, unless you want to read older backups.");
}

async function run(): Promise<void> {
  const settings = readSettings({ startsN8n: false });
  const home = resolve(repositoryRoot, settings.GREENLIGHT_HOME);
  const unknown = process.argv.slice(2).filter((argument) => argument !== NEW_KEY);
  if (unknown.length > 0) throw new Error(`${unknown[0]} is no option of keys:rotate; there is only ${NEW_KEY}.`);
  if (process.argv.includes(NEW_KEY)) return makeNewKeys(home);
  Object.assign(process.env, await readSealingKeys(home, process.env));
  await requireSameKeys(home);
  await withDatabase(rotate);
}

await run().catch(fail);
process.exit();
