import type { JobContract } from "@/lib/platform/contracts";
import { log } from "@/lib/platform/log";
import { holdJobIfFrozen } from "@/lib/tenancy/hold-job";
import { watchAccess } from "@/lib/tenancy/watch-access";
import { z } from "zod";
import type { JobBase } from "./handler";

const OfWorkspace = z.looseObject({ workspaceId: z.uuid() });

type Job = { contract: Pick<JobContract, "name" | "whileFrozen">; data: unknown; base: JobBase };

/**
 * Runs a job unless its workspace is frozen: then it is held, and runs when the freeze is lifted. A freeze that comes while it runs ends
 * it through its signal, in whichever process it runs, and holds it too. Jobs of no workspace just run.
 */
export async function unlessFrozen(
  { contract, data, base }: Job,
  run: (base: JobBase) => Promise<void>,
): Promise<void> {
  const owned = OfWorkspace.safeParse(data);
  if (!owned.success || contract.whileFrozen === "run") return run(base);
  const { workspaceId } = owned.data;

  const hold = (): Promise<boolean> =>
    holdJobIfFrozen(base, workspaceId, { jobId: base.requestId, name: contract.name, payload: owned.data });
  if (await hold()) return;
  const actor = { type: "job", job: contract.name } as const;
  const watch = watchAccess({ ...base, workspaceId, actor });
  try {
    await run({ ...base, signal: AbortSignal.any([base.signal, watch.signal]) });
  } catch (error) {
    if (!(await hold())) throw error;
    log().info({ job: contract.name, job_id: base.requestId }, "the workspace was frozen: the job is held");
  } finally {
    watch.stop();
  }
}
