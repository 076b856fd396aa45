import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { JobContract } from "@/lib/platform/contracts";

/** The context of a job; `signal` fires when the job has run out of time or the worker is stopping. */
export type JobBase = Omit<WorkspaceCtx, "workspaceId" | "actor"> & { signal: AbortSignal };
export type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Binds a contract to the verb that does it, as the job, in the workspace the payload names. */
export function handle<Name extends string, P extends { workspaceId: string }>(
  contract: JobContract<Name, P>,
  run: (ctx: JobCtx, payload: P) => Promise<unknown>,
) {
  return {
    contract,
    run: async (raw: unknown, base: JobBase): Promise<void> => {
      const payload = contract.payload.parse(raw);
      const actor = { type: "job", job: contract.name } as const;
      const whileFrozen = contract.whileFrozen === "run" && ({ whileFrozen: true } as const);
      await run({ ...base, workspaceId: payload.workspaceId, actor, ...whileFrozen }, payload);
    },
  };
}

/** The same for a sweep, which belongs to no workspace and fans out one job an item. */
export function sweep<Name extends string, P>(
  contract: JobContract<Name, P>,
  run: (base: JobBase) => Promise<unknown>,
) {
  return {
    contract,
    run: async (_raw: unknown, base: JobBase): Promise<void> => {
      await run(base);
    },
  };
}

/** A job of the operator's own, which belongs to no workspace and has a payload. */
export function system<Name extends string, P>(
  contract: JobContract<Name, P>,
  run: (base: JobBase, payload: P) => Promise<unknown>,
) {
  return {
    contract,
    run: async (raw: unknown, base: JobBase): Promise<void> => {
      await run(base, contract.payload.parse(raw));
    },
  };
}
