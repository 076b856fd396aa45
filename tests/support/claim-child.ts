import { enqueueDue } from "@/lib/autopilot/recurring/enqueue-due";
import { getDb } from "@/lib/platform/db";
import { withTransaction } from "@/lib/platform/transaction";

/** A scheduler that has handed out everything that is due in a workspace, and stands still before it commits, to be killed there. */
const [workspaceId = ""] = process.argv.slice(2);
const actor = { type: "job", job: "scheduler.run_recurring" } as const;
await withTransaction({ requestId: "child", db: getDb(), now: () => new Date(), workspaceId, actor }, async (tx) => {
  await enqueueDue(tx);
  process.stdout.write("stands\n");
  await new Promise(() => setInterval(() => undefined, 1_000));
});
