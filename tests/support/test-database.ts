import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { urlOfDatabase } from "@/scripts/runtime/postgres-databases";

export type TestDatabase = {
  /** Role `postgres`, as the application connects. */
  url: string;
  /** The superuser, for looking behind RLS and breaking things. */
  adminUrl: string;
  close(): Promise<void>;
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run the file through vitest's "integration" or "engine" project.`);
  return value;
}

async function asAdmin<T>(run: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: required("TEST_DATABASE_ADMIN_URL") });
  await admin.connect();
  try {
    return await run(admin);
  } finally {
    await admin.end();
  }
}

/** A migrated, empty database for one test file. Login roles are shared by all databases of the cluster: name them uniquely. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asAdmin(async (admin) => {
    const template = admin.escapeIdentifier(required("TEST_DATABASE_TEMPLATE"));
    await admin.query(`create database ${name} template ${template} owner postgres strategy file_copy`);
    // Settings of a database are not cloned with it.
    await admin.query(`alter database ${name} set pgrst.db_schemas = 'public, genesis'`);
    await admin.query(`revoke all on database ${name} from public`);
  });
  return {
    url: urlOfDatabase(required("TEST_DATABASE_URL"), name),
    adminUrl: urlOfDatabase(required("TEST_DATABASE_ADMIN_URL"), name),
    close: () => asAdmin((admin) => dropDatabase(admin, name)),
  };
}

async function dropDatabase(admin: Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${name} with (force)`);
}
