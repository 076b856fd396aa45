import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { exitOnCrash } from "@/lib/platform/crash-output";
import { repositoryRoot } from "./runtime/home";
import { fail, say } from "./runtime/progress";
import { readSealingKeys } from "./runtime/sealing-keys";
import { readSettings } from "./runtime/settings";
import { onStopSignal } from "./runtime/stop-signals";
import { withDatabase } from "./runtime/with-database";

const PORT = 3200;
const LOOPBACK = "127.0.0.1";

function readArguments(): { port: number; host: string } {
  const { values } = parseArgs({ options: { port: { type: "string" }, host: { type: "string" } } });
  const port = Number(values.port ?? PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port} is no port: give a number from 0 (any free one) to 65535.`);
  return { port, host: values.host ?? LOOPBACK };
}

const signalled = (): Promise<void> => new Promise((resolveSignal) => onStopSignal(resolveSignal));

async function ingest(databaseUrl: string): Promise<void> {
  const address = readArguments();
  const { GREENLIGHT_HOME } = readSettings({ startsN8n: false });
  const keys = await readSealingKeys(resolve(repositoryRoot, GREENLIGHT_HOME), process.env);
  const { NODE_ENV = "production" } = process.env;
  Object.assign(process.env, keys, { DATABASE_URL: databaseUrl, NODE_ENV });
  const ended = signalled();
  // After the environment is whole: these read it.
  const [{ DOORS }, { startIngestServer }, { finishEvents }, { finishProjectEvents }, { withoutSessions }] =
    await Promise.all([
      import("@/app/api/doors"),
      import("./ingest/server"),
      import("@/lib/metering/events/receive-events"),
      import("@/lib/metering/website/record-kind"),
      import("@/lib/providers/identity/select"),
    ]);
  const [{ forgetAccess }, { closeDb }, { stopQueue }] = await Promise.all([
    import("@/lib/foundation/access/access-cache"),
    import("@/lib/platform/db"),
    import("@/lib/platform/queue"),
  ]);
  withoutSessions();
  const server = await startIngestServer({ ...address, doors: DOORS }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`Port ${address.port} is taken: choose another with --port, or 0 for any free one.`);
  });
  say(`Taking events at ${server.url} (Ctrl-C answers what is under way and stops)`);
  await ended;
  await server.stop();
  await Promise.all([finishEvents(), finishProjectEvents()]);
  forgetAccess();
  await stopQueue();
  await closeDb();
}

exitOnCrash();
await withDatabase(ingest).catch(fail);
process.exit();
