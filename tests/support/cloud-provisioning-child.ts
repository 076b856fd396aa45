import { runProvisioning } from "@/lib/operations/runtimes/run-provisioning";
import { closeDb, getDb } from "@/lib/platform/db";
import { stopQueue } from "@/lib/platform/queue";
import { deadlyTask } from "./crash-points";

/**
 * A worker that does one attempt at a runtime at vendors and is killed, as by `kill -9`, when it reaches a point for the n-th time: before an
 * order that changes something at a vendor, and after the vendor carried it out, before the answer is known. Uploads of single files are no
 * points. It says how many points it passed.
 */
const { task, reach, end } = deadlyTask<{
  workspaceId: string;
  projectId: string;
  attempt: number;
  vendors: string[];
}>();

const ask = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const isPoint =
    (init?.method ?? "GET") !== "GET" && !url.endsWith("/git/blobs") && task.vendors.some((one) => url.startsWith(one));
  if (!isPoint) return ask(input, init);
  reach();
  const answer = await ask(input, init);
  reach();
  return answer;
};

const { workspaceId, projectId, attempt } = task;
const ctx = {
  requestId: "crash",
  db: getDb(),
  now: () => new Date(),
  workspaceId,
  actor: { type: "job", job: "runtime.provision_project" },
  signal: new AbortController().signal,
} as const;
await runProvisioning(ctx, { projectId, attempt });
await stopQueue();
await closeDb();
end();
