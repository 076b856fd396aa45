import type { JobContract } from "@/lib/platform/contracts";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { holdJobIfFrozen } from "@/lib/foundation/workspaces/hold-job-if-frozen";
import { watchAccess } from "@/lib/foundation/access/watch-access";
import { z } from "zod";
import type { JobBase } from "./handler";

const OfWorkspace = z.looseObject({ workspaceId: z.uuid() });

type Job = { contract: Pick<JobContract, "name" | "key" | "whileFrozen">; data: unknown; base: JobBase };

/**
 * Runs a job unless its workspace is frozen: then it is held, and runs when the freeze is lifted, or, if its contract says so, when its
 * workflows may be published again. A freeze that comes while it runs ends
 * it through its signal, in whichever process it runs, and holds it too. Jobs of no workspace just run.
 */
export async function unlessFrozen(
  { contract, data, base }: Job,
  run: (base: JobBase) => Promise<void>,
): Promise<void> {
  const owned = OfWorkspace.safeParse(data);
  if (!owned.success || contract.whileFrozen === "run") return run(base);
  const { workspaceId } = owned.data;

  const singletonKey = contract.key?.(owned.data) ?? null;
  const hold = (): Promise<boolean> =>
    holdJobIfFrozen(base, workspaceId, {
      jobId: base.requestId,
      name: contract.name,
      payload: owned.data,
      singletonKey,
      untilRestored: contract.whileFrozen === "hold_until_restored",
    });
  const actor = { type: "job", job: contract.name } as const;
  // Before the first look, so that no freeze falls between the two.
  const watch = watchAccess({ ...base, workspaceId, actor });
  try {
    if (await hold()) return;
    await run({ ...base, signal: AbortSignal.any([base.signal, watch.signal]) });
  } catch (error) {
    if (!(await hold())) throw frozenMeanwhile(error, watch.signal) ? tryAgain(error) : error;
    log().info({ job: contract.name, job_id: base.requestId }, "the workspace was frozen: the job is held");
  } finally {
    watch.stop();
  }
}

const frozenMeanwhile = (error: unknown, watched: AbortSignal): boolean =>
  watched.aborted || (error instanceof AppError && error.code === "workspace.frozen");

/** Frozen and thawed again while the job ran: what it failed at then says nothing about now. */
const tryAgain = (cause: unknown): AppError =>
  new AppError("unavailable", "The workspace was frozen while this ran; it runs again.", {
    code: "job.interrupted",
    cause,
  });
