import { exitOnCrash } from "@/lib/platform/crash-output";
import { fail, say } from "./runtime/progress";
import { readSettings } from "./runtime/settings";
import { onStopSignal } from "./runtime/stop-signals";

process.env.WORKER_MODE = "standalone";
exitOnCrash();
try {
  const { DATABASE_URL } = readSettings({ startsN8n: false });
  if (!DATABASE_URL)
    throw new Error("DATABASE_URL is missing: a standalone worker works on the database that it names.");
  const { startWorkers, stopWorkers } = await import("../workers/start");
  await startWorkers();
  say("The worker is running. Ctrl-C lets its jobs finish and stops it.");
  onStopSignal(() => void stopWorkers().finally(() => process.exit()));
} catch (error) {
  fail(error);
  process.exit();
}
