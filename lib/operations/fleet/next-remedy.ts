import type { Intervention } from "@/lib/providers/compute/port";
import { N8N_DOWN_MS, type Unwell } from "./judge-alerts";

/** `running`: ordered now. `done`: ordered, its effect is awaited. `dropped`: never tried. */
export const REMEDY_STATES = ["wanted", "running", "done", "helped", "in_vain", "refused", "dropped"] as const;
export type RemedyState = (typeof REMEDY_STATES)[number];

export type Remedy = {
  id: string;
  instance_id: string;
  round: number;
  step: Intervention;
  state: RemedyState;
  wanted_at: string;
  started_at: string | null;
  ended_at: string | null;
  evidence: string | null;
};

/** `wait`: not now. `quarantine`: three rounds did not help. */
export type NextRemedy =
  | { do: "try"; round: number; step: Intervention; cause: string }
  | { do: "wait" }
  | { do: "quarantine"; reason: string };

const MINUTE_MS = 60_000;
const BOOT_GRACE_MS = 10 * MINUTE_MS;
/** Between the beginnings of two rounds of one machine. */
const ROUND_MS = 30 * MINUTE_MS;
const ROUNDS = 3;
/** A machine that was healthy for so long begins anew. */
const FORGET_MS = 2 * 3_600_000;

const WAIT: NextRemedy = { do: "wait" };

type Illness = { ladder: readonly Intervention[]; since: string; cause: string };

/** The illness that repairs are for: a machine that runs without answering, or an n8n that stays away. Null for any other. */
export function illnessOf({ state, diagnosis, last_seen_at, n8n_down_since }: Unwell, now: Date): Illness | null {
  if (state === "silent" && diagnosis === "zombie")
    return {
      ladder: ["reboot", "power_cycle"],
      since: last_seen_at,
      cause: "It runs, and neither reports nor answers.",
    };
  const isDown = n8n_down_since !== null && now.getTime() - Date.parse(n8n_down_since) >= N8N_DOWN_MS;
  if (state === "ready" && isDown)
    return {
      ladder: ["restart_n8n", "reboot", "power_cycle"],
      since: n8n_down_since,
      cause: "Its n8n has not been ready for three minutes.",
    };
  return null;
}

type Case = { machine: Unwell; history: readonly Remedy[]; now: Date };

/**
 * The next step for one machine, by its own repairs of the last day (oldest first): each step of the ladder after the one that did not help, a
 * round every half hour, quarantine after three rounds.
 */
export function nextRemedy({ machine, history, now }: Case): NextRemedy {
  const illness = illnessOf(machine, now);
  if (!illness || machine.skip_remediation) return WAIT;
  const { ladder, cause } = illness;
  const counted = remembered(history, illness.since);
  const [first] = ladder;
  const last = counted.at(-1);
  if (!first) return WAIT;
  if (!last) {
    const isBooting = now.getTime() - Date.parse(machine.booted_at) < BOOT_GRACE_MS;
    return isBooting ? WAIT : { do: "try", round: 1, step: first, cause };
  }
  const next = last.state === "helped" ? undefined : ladder[ladder.indexOf(last.step) + 1];
  if (next) return { do: "try", round: last.round, step: next, cause };
  if (last.round >= ROUNDS) return { do: "quarantine", reason: reasonOf(counted) };
  const began = counted.find(({ round }) => round === last.round) ?? last;
  const isEarly = now.getTime() - Date.parse(began.wanted_at) < ROUND_MS;
  return isEarly ? WAIT : { do: "try", round: last.round + 1, step: first, cause };
}

/** Repairs before the last two healthy hours do not count. */
function remembered(history: readonly Remedy[], illSince: string): Remedy[] {
  const tried = history.filter(({ state }) => state !== "dropped");
  const ends = tried.map(({ ended_at, wanted_at }) => Date.parse(ended_at ?? wanted_at));
  const begins = [...tried.map(({ wanted_at }) => Date.parse(wanted_at)), Date.parse(illSince)];
  const from = ends.findLastIndex(
    (end, index) => tried[index]?.state === "helped" && (begins[index + 1] ?? end) - end >= FORGET_MS,
  );
  return tried.slice(from + 1);
}

const STEP_WORDS: Record<Intervention, string> = {
  restart_n8n: "restart of n8n",
  reboot: "reboot",
  power_cycle: "power cycle",
};

function reasonOf(tried: readonly Remedy[]): string {
  const said = tried
    .slice(-2)
    .map(({ step, evidence }) => `${STEP_WORDS[step]}: ${evidence ?? "no change"}`)
    .join("; ");
  return `${ROUNDS} rounds of repairs did not help. Last ${said}`.slice(0, 200);
}
