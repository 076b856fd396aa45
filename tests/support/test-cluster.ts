import { rm } from "node:fs/promises";
import { Client } from "pg";
import { prepareApplicationDatabase, urlOfDatabase } from "@/scripts/runtime/postgres-databases";
import { migrate } from "@/scripts/runtime/migrate";
import { startPostgres } from "@/scripts/runtime/postgres";
import type { PostgresVersion } from "@/scripts/runtime/postgres-binaries";
import { scratchFolder } from "./scratch-folder";

const TEMPLATE = "greenlight_template";
export type TestCluster = { env: Record<string, string>; stop(): Promise<void> };

/** One throw-away Postgres with a migrated template that every test file clones. */
export async function startTestCluster(version: PostgresVersion = 17): Promise<TestCluster> {
  const home = await scratchFolder("greenlight-test-");
  const postgres = await startPostgres({ home, tuned: true, version });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await prepareApplicationDatabase(postgres.adminUrl, TEMPLATE);
    await migrate(urlOfDatabase(postgres.databaseUrl, TEMPLATE));
    await closeTemplate(postgres.adminUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  const { host, port, user, password, database } = postgres.n8nDatabase;
  const env = {
    TEST_DATABASE_ADMIN_URL: postgres.adminUrl,
    TEST_DATABASE_URL: postgres.databaseUrl,
    TEST_DATABASE_TEMPLATE: TEMPLATE,
    TEST_N8N_DATABASE_URL: `postgresql://${user}:${password}@${host}:${port}/${database}`,
  };
  return { env, stop };
}

/** A database somebody is connected to cannot be cloned. */
async function closeTemplate(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
  await admin.end();
}
