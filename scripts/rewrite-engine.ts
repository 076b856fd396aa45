import { rewriteEngines } from "@/lib/operations/ignition/rewrite-engines";
import { closeDb, getDb } from "@/lib/platform/db";
import { stopQueue } from "@/lib/platform/queue";
import { fail, say } from "./runtime/progress";

/** Run by `npm start` with the application's environment when addresses have changed. */
try {
  const count = await rewriteEngines({ requestId: crypto.randomUUID(), db: getDb(), now: () => new Date() });
  say(`${count} workspaces`);
  await stopQueue();
  await closeDb();
} catch (error) {
  fail(error);
}
process.exit();
