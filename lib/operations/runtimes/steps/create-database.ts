import { selectDatabases } from "@/lib/providers/database/select";
import { findEarlierRuntime } from "./find-earlier-runtime";
import { runtimeName } from "../names";
import { openRuntimeSecrets } from "../open-runtime-secrets";
import { readRelease } from "../read-release";
import type { ProvisioningStep } from "../step";

const MIGRATION = /^migrations\/([\w.-]+\.sql)$/;

export const createDatabase: ProvisioningStep = {
  name: "create_database",
  title: "A database of its own",
  timeoutSeconds: 300,
  advice:
    "The login of DATABASE_URL must be allowed to make databases and roles; with RUNTIME_TARGET=cloud, the key of Neon must be allowed to make projects. Then try again.",

  run: async (ctx, made, signal) => {
    const { files } = await readRelease({ ...made, target: ctx.target }, signal);
    const { database_password: password } = await openRuntimeSecrets(ctx);
    const databases = selectDatabases(ctx.target);
    const name = runtimeName(ctx.projectId);
    const { url } = await databases.create({ name, password }, signal);
    const migrations = files.flatMap(({ path, bytes }) => {
      const [, file] = MIGRATION.exec(path) ?? [];
      return file ? [{ name: file, sql: Buffer.from(bytes).toString("utf8") }] : [];
    });
    await databases.migrate(url, migrations, signal);
    return { database: name };
  },

  // A database that a company has worked with stays.
  undo: async (ctx, _made, signal) => {
    if (await findEarlierRuntime(ctx)) return {};
    await selectDatabases(ctx.target).remove(runtimeName(ctx.projectId), signal);
    return { database: null };
  },
};
