import type { ZodType } from "zod";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Permission } from "@/lib/platform/permissions";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Json, JsonObject, Verdict } from "./schemas";

/** The account that will act, in words for the founder; part of the approved bytes. `shared`: the installation's own, not the company's. */
export type ActingAccount = { label: string; integration: string | null; shared: boolean };

/** Everything an approval is bound to by its hash: an action does nothing that does not stand here. */
export type Sealed<I> = {
  action_type: string;
  input: I;
  account: ActingAccount;
  /** The most that it may cost, in cents; 0 when it costs nothing. */
  cost_cap_cents: number;
  /** ISO 8601: not begun after this moment. */
  execute_by: string;
  /** The evidence that an independent checker will look for. */
  contract: JsonObject;
};

/** One thing that the founder reads before deciding. `html` is untrusted and shown in the viewer for received emails. */
export type PreviewPart = { label: string; text: string } | { label: string; html: string };

export type Preview = {
  /** One line: “Email lena@example.com: A question about invoices”. */
  title: string;
  account: ActingAccount;
  costCapCents: number;
  contract: JsonObject;
  parts: readonly PreviewPart[];
};

/** `failed`: certainly nothing happened. `unknown`: it may have happened; it is looked up, never repeated blindly. */
export type Outcome =
  | { status: "executed"; provider: string; providerId: string | null; words: string; observed: JsonObject }
  | { status: "failed"; provider: string; code: string; words: string }
  | { status: "unknown"; provider: string; words: string };

/** One look of the checker. `pending`: nothing can be said yet, it looks again. `evidence` is kept up to 64 KiB, without secrets. */
export type Check = { verdict: Verdict; check: string; words: string; observed: JsonObject; evidence: string };

export type Execution = {
  approvalId: string;
  provider: string;
  providerId: string | null;
  startedAt: string;
  observed: Json;
};

type Of<I> = { projectId: string; sealed: Sealed<I> };
type Doing<I> = Of<I> & { idempotencyKey: string; signal: AbortSignal };

/** An ability of a company. Everything that acts in a founder's name is one of these, proposed first and approved by its exact bytes. */
export type Action<I> = {
  kind: string;
  title: string;
  /** The rights that a proposer and a decider need besides those of approvals. */
  permission: Permission;
  input: ZodType<I>;
  /** How long after the approval it can be taken back; 0 for what changes nothing outside. */
  undoWindowSeconds: number;
  decideWithinHours: number;
  /** When the checker looks, in seconds after the execution; at least once. */
  recheckSeconds: readonly [number, ...number[]];
  /** The exact effect, through which account, and at what most. Refuses with an AppError if it cannot be done now. */
  preview(tx: TxCtx, of: { projectId: string; input: I }): Promise<Preview>;
  /** The last look before acting, in the transaction that claims it: null, or why the approved bytes are out of date. */
  recheck?(tx: TxCtx, of: Of<I>): Promise<{ code: string; words: string } | null>;
  /** Acts, outside any transaction. With the same `idempotencyKey` it happens at most once where the provider allows that. */
  execute(ctx: WorkspaceCtx, of: Doing<I>): Promise<Outcome>;
  /** Resolves an `unknown` outcome by the provider's own record, never by doing it again blindly; null while that cannot be told. */
  lookUp?(ctx: WorkspaceCtx, of: Doing<I>): Promise<Outcome | null>;
  /** An independent look at the world: trusts the contract, not what `execute` reported. */
  verify(ctx: WorkspaceCtx, of: Of<I> & { execution: Execution; signal: AbortSignal }): Promise<Check>;
  /** The proposal that would take it back, if there is one; it needs an approval like any other. */
  undo?(of: Of<I>): { action_type: string; input: JsonObject } | null;
};

export type AnyAction = Omit<Action<unknown>, "input"> & { input: ZodType<unknown> };

/** An action whose input is checked by its own schema wherever it enters. */
export function defineAction<I>(action: Action<I>): AnyAction {
  const { preview, recheck, execute, lookUp, verify, undo } = action;
  const read = <O extends { sealed: Sealed<unknown> }>(of: O): O & { sealed: Sealed<I> } => ({
    ...of,
    sealed: { ...of.sealed, input: action.input.parse(of.sealed.input) },
  });
  return {
    ...action,
    preview: async (tx, of) => preview(tx, { ...of, input: action.input.parse(of.input) }),
    ...(recheck && { recheck: async (tx: TxCtx, of: Of<unknown>) => recheck(tx, read(of)) }),
    execute: async (ctx, of) => execute(ctx, read(of)),
    ...(lookUp && { lookUp: async (ctx: WorkspaceCtx, of: Doing<unknown>) => lookUp(ctx, read(of)) }),
    verify: async (ctx, of) => verify(ctx, read(of)),
    ...(undo && { undo: (of: Of<unknown>) => undo(read(of)) }),
  };
}
