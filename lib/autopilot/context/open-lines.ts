import type { ApprovalRow, TaskRow } from "./facts";
import { markText } from "./marks";
import type { ContextItem } from "./schemas";
import { shortRef } from "./short-ref";

/** A proposal's title quotes recipients and subjects, which others may have written. */
export const titleOf = (tag: string, { title, origin }: { title: string; origin: string }): string =>
  markText(tag, { from: origin, auth: "none", text: title, most: 160 });

/** The answer of a checker or a vendor. */
export const wordsOf = (tag: string, from: string, text: string | null): string =>
  text === null || text.trim() === "" ? "" : ` ${markText(tag, { from, auth: "none", text, most: 160 })}`;

export const receiptRefs = ({ id, receipt }: ApprovalRow): string[] => [
  shortRef("a", id),
  ...(receipt === null ? [] : [shortRef("r", receipt)]),
];

const STATES: Record<string, string> = {
  pending: "waits for a decision",
  revised: "was sent back for another version",
  approved: "approved, not begun",
  queued: "approved, begins after its undo window",
  executing: "is being carried out",
  unknown: "it is not known whether it happened",
  contradicted: "claimed, and the check says it is not so",
  failed: "failed",
};

export function openApprovalLine(tag: string, row: ApprovalRow): ContextItem {
  const isWaiting = row.state === "pending" || row.state === "revised";
  const until = isWaiting ? `, deadline ${row.deadline}` : `, since ${row.at}`;
  const state = `${row.kind} version ${row.version}: ${STATES[row.state] ?? row.state}, composed ${row.composed}${until}`;
  const words = row.state === "contradicted" ? row.words : isWaiting ? null : row.why;
  return {
    text: `${state} ${titleOf(tag, row)}${wordsOf(tag, "checker", words)}`,
    refs: receiptRefs(row),
    trust: row.origin === "founder" ? "founder" : "model",
  };
}

const TASK_STATES: Record<string, string> = {
  proposed: "proposed, waits for the founder",
  accepted: "accepted, not begun",
  running: "running",
  needs_you: "needs the founder",
};

export const taskLine = (tag: string, row: TaskRow): ContextItem => ({
  text: `task: ${TASK_STATES[row.state] ?? row.state}, since ${row.at} ${titleOf(tag, row)}${wordsOf(tag, "checker", row.why)}`,
  refs: [shortRef("t", row.id)],
  trust: row.origin === "founder" ? "founder" : "model",
});

/** Those that need the founder first: a task that does stands above proposals that run by themselves. */
export function openLines(
  tag: string,
  { approvals, tasks }: { approvals: ApprovalRow[]; tasks: TaskRow[] },
): ContextItem[] {
  const needed = (row: ApprovalRow): boolean => /^(pending|revised|unknown|contradicted)$/.test(row.state);
  const line = (row: ApprovalRow): ContextItem => openApprovalLine(tag, row);
  return [
    ...approvals.filter(needed).map(line),
    ...tasks.filter(({ state }) => state === "needs_you").map((row) => taskLine(tag, row)),
    ...approvals.filter((row) => !needed(row)).map(line),
    ...tasks.filter(({ state }) => state !== "needs_you").map((row) => taskLine(tag, row)),
  ];
}
