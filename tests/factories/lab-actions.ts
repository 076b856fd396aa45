import { randomUUID } from "node:crypto";
import { z } from "zod";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { defineAction, type AnyAction, type Check, type Outcome } from "@/lib/company/approvals/define-action";
import type { Approval } from "@/lib/company/approvals/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Company } from "./test-world";

/** A notice board as a vendor: `posted` is what everybody can read there, by idempotency key. */
export class NoticeBoard {
  readonly posted = new Map<string, string>();
  calls = 0;
  /** `dies`: takes the notice and never answers. `lies`: says so and does nothing. `refuses`: says no. */
  mode: "works" | "dies" | "lies" | "refuses" = "works";
  /** The record can be asked; otherwise an unknown outcome stays unknown. */
  remembers = true;
  /** The reason why the approved bytes are out of date, found by the last look. */
  outdated: string | null = null;

  post(key: string, text: string): Outcome {
    this.calls += 1;
    if (this.mode === "refuses")
      return { status: "failed", provider: "board", code: "board.full", words: "The board is full." };
    if (this.mode !== "lies") this.posted.set(key, text);
    if (this.mode === "dies") throw new Error("the connection broke");
    return { status: "executed", provider: "board", providerId: key, words: "It hangs.", observed: { key } };
  }

  find(key: string): Outcome | null {
    if (!this.remembers) return null;
    const text = this.posted.get(key);
    return text === undefined
      ? { status: "failed", provider: "board", code: "board.not_there", words: "It does not hang there." }
      : { status: "executed", provider: "board", providerId: key, words: "It hangs.", observed: { key } };
  }

  check(key: string, wanted: string): Check {
    const text = this.posted.get(key) ?? null;
    const verdict = text === wanted ? "verified" : "contradicted";
    return { verdict, check: "board", words: text ?? "Nothing hangs there.", observed: { text }, evidence: text ?? "" };
  }
}

const Input = z.strictObject({ text: z.string().max(1000), cc: z.array(z.string()).default([]) });

/** The action of putting a notice on the board. */
export const noticeOn = (board: NoticeBoard): AnyAction =>
  defineAction({
    kind: "lab.notice",
    title: "Put up a notice",
    permission: "approvals.write",
    input: Input,
    undoWindowSeconds: 30,
    decideWithinHours: 24,
    recheckSeconds: [1, 60],
    preview: async (_tx, { input }) => ({
      title: `Put up: ${input.text}`.slice(0, 300),
      account: { label: "the lab's board", integration: null, shared: false },
      costCapCents: 0,
      contract: { text: input.text },
      parts: [{ label: "Text", text: input.text }],
    }),
    recheck: async () => (board.outdated === null ? null : { code: "board.outdated", words: board.outdated }),
    execute: async (_ctx, { sealed, idempotencyKey }) => board.post(idempotencyKey, sealed.input.text),
    lookUp: async (_ctx, { idempotencyKey }) => board.find(idempotencyKey),
    verify: async (_ctx, { sealed, execution }) => {
      const [key = ""] = [...board.posted.keys()].filter((each) => each.startsWith(execution.approvalId));
      return board.check(key, sealed.input.text);
    },
  });

export type Lab = { board: NoticeBoard; actions: readonly AnyAction[] };
export function createLab(): Lab {
  const board = new NoticeBoard();
  return { board, actions: [noticeOn(board)] };
}

type Proposal = { text?: string; dedupeKey?: string; taskId?: string; by?: WorkspaceCtx };

/** A proposal that waits for a decision. */
export function propose(
  { projectId, owner }: Company,
  { actions }: Lab,
  { text = randomUUID(), dedupeKey, taskId, by = owner }: Proposal = {},
): Promise<Approval> {
  const wanted = { projectId, action_type: "lab.notice", payload: { text }, dedupe_key: dedupeKey, task_id: taskId };
  return proposeAction(by, wanted, actions);
}

/** A proposal that was approved, and whose undo window is over. */
export async function approved(company: Company, lab: Lab, proposal: Proposal = {}): Promise<Approval> {
  const { id, version } = await propose(company, lab, proposal);
  const earlier = { ...company.owner, now: () => new Date(Date.now() - 31_000) };
  return decideApproval(earlier, { approvalId: id, version, decision: "approved", via: "app" });
}

/** An agent of the company, which reads and proposes in the founder's name. */
export const agentOf = ({ owner, founder }: Company): WorkspaceCtx => ({
  ...owner,
  actor: {
    type: "agent",
    agent: "night_shift",
    onBehalfOf: founder.user.userId,
    permissions: new Set(["approvals.read", "approvals.write", "projects.read", "tasks.read"]),
  },
});
