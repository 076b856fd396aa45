import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findTokenHolder } from "./store-secrets";

/** A company's own runtime, which does that company's work and nothing else. */
export type RuntimeCtx = WorkspaceCtx & { projectId: string };

/** The company whose runtime holds this token; 401 `instance.unknown` for every other one. */
export async function authenticateRuntime(ctx: SystemCtx, token: string | null): Promise<RuntimeCtx> {
  const holder = token === null ? null : await withServiceTransaction(ctx, (tx) => findTokenHolder(tx, sha256(token)));
  if (holder) return { ...ctx, ...holder, actor: { type: "job", job: "runtime.order" } };
  throw new AppError("unauthenticated", "This is not the token of a company’s runtime.", { code: "instance.unknown" });
}
