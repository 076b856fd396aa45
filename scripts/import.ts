import { resolve } from "node:path";
import { ensureKeys } from "./runtime/keys";
import { migrate } from "./runtime/migrate";
import { fail, say, step } from "./runtime/progress";
import { repositoryRoot } from "./runtime/home";
import { readSealingKeys } from "./runtime/sealing-keys";
import { readSettings } from "./runtime/settings";
import { withDatabase } from "./runtime/with-database";

const USAGE =
  "npm run import -- <archive.tar.gz> <the owner's email> [the owner's user id, where people sign in with Clerk]";

type Wanted = { file: string; email: string; userId: string | undefined };

function wantedOf([file, email, userId]: string[]): Wanted {
  if (!file || !email?.includes("@")) throw new Error(`Say which archive, and who owns the company here: ${USAGE}`);
  return { file: resolve(file), email: email.toLowerCase(), userId };
}

async function importInto(databaseUrl: string, home: string, { file, email, userId }: Wanted): Promise<void> {
  Object.assign(process.env, { DATABASE_URL: databaseUrl, GREENLIGHT_HOME: home, LOG_LEVEL: "silent" });
  await migrate(databaseUrl);
  const [{ importCompany }, { localUserId }, { closeDb, getDb }] = await Promise.all([
    import("@/lib/operations/exit/import-company"),
    import("@/lib/providers/identity/local/issuer"),
    import("@/lib/platform/db"),
  ]);
  try {
    const ctx = { requestId: crypto.randomUUID(), db: getDb(), now: () => new Date() };
    const owner = { email, userId: userId ?? localUserId(email) };
    const { signal } = new AbortController();
    await step(
      "Checking the archive and importing the company",
      () => importCompany(ctx, { file, owner, signal }),
      ({ company, entries }) => `“${company}” is here: ${entries.length} files, every table equal to the archive`,
    );
    say("Save its mail accounts and keys again: an archive holds none.");
  } finally {
    await closeDb();
  }
}

async function run(): Promise<void> {
  const wanted = wantedOf(process.argv.slice(2));
  const settings = readSettings({ startsN8n: false });
  const home = resolve(repositoryRoot, settings.GREENLIGHT_HOME);
  // An empty home gets the keys that its first `npm start` would make.
  if (!settings.DATABASE_URL && !process.env.ENCRYPTION_MASTER_KEY) await ensureKeys(home);
  Object.assign(process.env, await readSealingKeys(home, process.env));
  await withDatabase((databaseUrl) => importInto(databaseUrl, home, wanted));
}

await run().catch(fail);
process.exit();
