import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { ensureKeys } from "../runtime/keys";
import { migrate } from "../runtime/migrate";
import { startPostgres } from "../runtime/postgres";
import { step } from "../runtime/progress";

export type Database = { admin: Client; stop(): Promise<void> };

/** A migrated Postgres alone, in a home that is thrown away; sets the environment the domains read. */
export async function startDatabase(): Promise<Database> {
  const home = await mkdtemp(join(tmpdir(), "greenlight-bench-"));
  // As root, Postgres runs as its own user and must reach its folder.
  await chmod(home, 0o711);
  const remove = () => rm(home, { recursive: true, force: true });
  const keys = await ensureKeys(home);
  const postgres = await step("Postgres", () => startPostgres({ home })).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  await step("Migrations", () => migrate(postgres.databaseUrl));
  Object.assign(process.env, {
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    DATABASE_URL: postgres.databaseUrl,
    ENCRYPTION_MASTER_KEY: keys.masterKey,
    APP_URL: "http://127.0.0.1:9",
    WORKER_MODE: "standalone",
  });
  const admin = new Client({ connectionString: postgres.adminUrl.replace(/\/postgres$/, "/greenlight") });
  await admin.connect();
  const stop = async (): Promise<void> => {
    await admin.end();
    await postgres.stop();
    await remove();
  };
  return { admin, stop };
}

/** A clock tick of Linux; every port of it that Postgres runs on has a hundred a second. */
const TICKS_PER_SECOND = 100;

/** The seconds of processor time that Postgres and its processes have used so far; null where /proc does not tell. */
export async function processorSeconds({ admin }: Database): Promise<number | null> {
  const { rows } = await admin.query<{ folder: string }>("select current_setting('data_directory') as folder");
  const main = (await readFile(join(rows[0]?.folder ?? "", "postmaster.pid"), "utf8")).split("\n")[0] ?? "";
  const processes: string[] = await readdir("/proc").catch(() => []);
  if (!processes.includes(main)) return null;
  let ticks = 0;
  for (const id of processes.filter((name) => /^\d+$/.test(name))) {
    // One that ended meanwhile is counted with its parent.
    const text = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((field) => fields[field]);
    if (id === main) ticks += [user, system, endedUser, endedSystem].reduce((sum, value) => sum + Number(value), 0);
    else if (parent === main) ticks += Number(user) + Number(system);
  }
  return ticks / TICKS_PER_SECOND;
}
