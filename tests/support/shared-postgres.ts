import { startTestCluster } from "./test-cluster";

/** Vitest's global set-up: the Postgres of `npm test`, or one of its own when a file is run alone. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_ADMIN_URL) return undefined;
  const cluster = await startTestCluster();
  Object.assign(process.env, cluster.env);
  return async () => {
    for (const name of Object.keys(cluster.env)) delete process.env[name];
    await cluster.stop();
  };
}
