import { fail } from "./progress";
import { startPostgres } from "./postgres";
import { readRuntimeFile } from "./runtime-file";
import { readSettings } from "./settings";

/** Runs against DATABASE_URL, else against the embedded Postgres: the one already running, or one started for this call. */
export async function withDatabase(run: (databaseUrl: string) => Promise<void>): Promise<void> {
  try {
    const settings = readSettings({ startsN8n: false });
    const running = settings.DATABASE_URL ?? (await readRuntimeFile(settings.GREENLIGHT_HOME))?.databaseUrl;
    if (running) return await run(running);
    const postgres = await startPostgres({ home: settings.GREENLIGHT_HOME });
    try {
      await run(postgres.databaseUrl);
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    fail(error);
  }
}
