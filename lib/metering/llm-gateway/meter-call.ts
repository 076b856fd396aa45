import { releaseBudget } from "@/lib/metering/spending/release-budget";
import { settleBudget } from "@/lib/metering/spending/settle-budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { UnusableAnswer, type ChatEnd, type ChatPiece, type Tokens } from "@/lib/providers/llm/port";
import type { LeasedCall } from "./lease-call";

export type CallMeter = {
  /** Counts one piece of the answer. */
  count: (piece: ChatPiece) => void;
  /** Ends the lease with what the vendor says was used; without it, with what was counted until now. */
  charge: (end?: ChatEnd) => Promise<void>;
  /** Ends the lease of a call that failed: given back when the vendor refused it or was not reached, else charged what it says or was counted. */
  fail: (error: unknown) => Promise<void>;
  /** Gives the lease of a call back that was never made. */
  release: () => Promise<void>;
  /** The cost that was charged, in dollars; 0 before the end, and for a call without a known price. */
  costUsd: () => number;
};

/** No vendor takes money for a call that it refused or that never reached it. */
const costsNothing = (error: unknown): boolean =>
  error instanceof AppError && /\.(unreachable|refused|http_\d+)$/.test(error.code);

/**
 * The usage of one call, charged once, whichever of its ends comes first. Where a vendor does not say what was used, each byte of text
 * counts as a token, and the input as its bytes: never fewer than there were, and never more than was set aside.
 */
export function meterCall(
  ctx: WorkspaceCtx,
  { leaseId, price, asked, most }: Omit<LeasedCall, "asked"> & { asked: Pick<LeasedCall["asked"], "model"> },
): CallMeter {
  // Money that is spent is spent, also when the workspace was frozen meanwhile.
  const payer: WorkspaceCtx = { ...ctx, whileFrozen: true };
  const said: Tokens = { in: most.in, out: 0 };
  let bytesSince = 0;
  let charged = 0;
  let ending: Promise<void> | undefined;

  const counted = (): Omit<ChatEnd, "finish"> => ({
    model: asked.model,
    tokens: { ...said, in: Math.min(said.in, most.in), out: Math.min(said.out + bytesSince, most.out) },
  });
  const settle = async ({ model, tokens }: Omit<ChatEnd, "finish">): Promise<void> => {
    charged = (await settleBudget(payer, { leaseId, price, model, tokens })).costUsd ?? 0;
  };
  const settleFailed = (error: unknown): Promise<void> => {
    if (costsNothing(error)) return releaseBudget(payer, { leaseId });
    return settle(error instanceof UnusableAnswer ? { model: asked.model, tokens: error.tokens } : counted());
  };

  return {
    count: (piece) => {
      if ("text" in piece) bytesSince += Buffer.byteLength(piece.text);
      if (!("used" in piece)) return;
      Object.assign(said, piece.used);
      bytesSince = 0;
    },
    charge: (end) => (ending ??= settle(end ?? counted())),
    fail: (error) => (ending ??= settleFailed(error)),
    release: () => (ending ??= releaseBudget(payer, { leaseId })),
    costUsd: () => charged,
  };
}
