import type { Answer, Finding } from "./facts";
import type { Drift, DriftKind } from "./schemas";

/** An open drift as the judge needs it. */
export type OpenDrift = Pick<
  Drift,
  "id" | "kind" | "subject" | "state" | "first_seen_at" | "last_seen_at" | "sightings" | "tries" | "last_try_at"
> & { alerted: boolean };

export type Judged = { kind: DriftKind; answer: Answer };

export type Verdict = {
  /** Seen for the first time. */
  fresh: Finding[];
  /** Seen again, as it is now. `confirmed`: long enough after the first time. */
  again: { drift: OpenDrift; finding: Finding; confirmed: boolean }[];
  /** Gone, by an answer that says so. */
  gone: OpenDrift[];
  /** To be repaired now. */
  due: { drift: OpenDrift; finding: Finding }[];
  /** Three repairs did not help. */
  hopeless: { drift: OpenDrift; finding: Finding }[];
  /** A person is told, once. */
  tell: { drift: OpenDrift; finding: Finding }[];
};

/** Two sightings a minute apart: a founder who just pressed a button is no drift. */
export const CONFIRM_MS = 60_000;
/** n8n answers up to 63 seconds late after it started (measured). */
export const BETWEEN_TRIES_MS = 90_000;
export const MAX_TRIES = 3;

/** Compares what is seen now with what is open. An unknown closes nothing and opens nothing. */
export function judgeDrifts({ open, judged, now }: { open: OpenDrift[]; judged: Judged[]; now: Date }): Verdict {
  const verdict: Verdict = { fresh: [], again: [], gone: [], due: [], hopeless: [], tell: [] };
  for (const { kind, answer } of judged) {
    const known = open.filter((drift) => drift.kind === kind);
    const findings = new Map(answer.findings.map((finding) => [finding.subject, finding]));
    for (const finding of findings.values()) {
      const drift = known.find(({ subject }) => subject === finding.subject);
      if (drift) weigh(verdict, { drift, finding, now });
      else verdict.fresh.push(finding);
    }
    const { unknown } = answer;
    if (unknown === "all") continue;
    verdict.gone.push(...known.filter(({ subject }) => !findings.has(subject) && !unknown.includes(subject)));
  }
  return verdict;
}

type Weighed = { drift: OpenDrift; finding: Finding; now: Date };

function weigh(verdict: Verdict, { drift, finding, now }: Weighed): void {
  const since = (moment: string): number => now.getTime() - Date.parse(moment);
  const confirmed = since(drift.first_seen_at) >= CONFIRM_MS || finding.healing === "freeze";
  verdict.again.push({ drift, finding, confirmed });
  if (!confirmed || drift.state === "quarantined") return;
  if (finding.asks && !drift.alerted) verdict.tell.push({ drift, finding });
  if (finding.healing === null) return;
  if (drift.last_try_at !== null && since(drift.last_try_at) < BETWEEN_TRIES_MS) return;
  if (drift.tries >= MAX_TRIES) verdict.hopeless.push({ drift, finding });
  else verdict.due.push({ drift, finding });
}
