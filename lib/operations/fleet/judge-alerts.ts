import type { Breaker } from "./judge-breaker";
import { Measure, type Pressure } from "./judge-pressure";
import type { AlertKind, AlertLevel, Diagnosis, InstanceState } from "./schemas";

/** A machine with something to say. */
export type Unwell = {
  id: string;
  name: string;
  state: InstanceState;
  region: string | null;
  provider: string;
  diagnosis: Diagnosis | null;
  skip_remediation: boolean;
  booted_at: string;
  last_seen_at: string;
  n8n_down_since: string | null;
  pressure: Pressure;
};

export type WantedAlert = {
  instanceId: string | null;
  subject: string;
  kind: AlertKind;
  level: AlertLevel;
  words: string;
};
export const FLEET = "fleet";
export const keyOf = ({ subject, kind }: { subject: string; kind: string }): string => `${subject} ${kind}`;

/** How long n8n may be away before that is told and repaired; it starts within a minute and a half. */
export const N8N_DOWN_MS = 3 * 60_000;

export type AlertFacts = {
  now: Date;
  machines: readonly Unwell[];
  breaker: Breaker;
  /** The machines that changed their state four times within half an hour, by id and name. */
  flapping: readonly { id: string; name: string }[];
  /** The alerts that are open, by {@link keyOf}. */
  open: ReadonlySet<string>;
  /** Since when a repair waits for the queue. */
  waitingSince: string | null;
  /** Machines that were ordered and that their vendor no longer has. */
  lost: readonly string[];
  /** Machines whose first token was shown again with another key. */
  impostors: readonly string[];
  /** Machines at the vendor with our tag and without a row. */
  strays: readonly string[];
  /** Why a machine was put into quarantine, by id. */
  quarantined: ReadonlyMap<string, string>;
};

const QUEUE_MS = 3 * 60_000;

const TOLD: Record<Diagnosis, string> = {
  zombie: "Its provider says that it runs, and it does not answer.",
  gone: "Its provider does not know it any longer.",
  stopped: "Its provider says that it is switched off.",
  deaf: "It answers, but its heartbeats do not arrive: look whether it reaches this installation.",
  unknown: "Its provider does not say how it is.",
};

/** The alerts that should be open now. While the breaker holds, no further single machine is called silent; a flapping one is told once. */
export function judgeAlerts(facts: AlertFacts): WantedAlert[] {
  const { machines, breaker, flapping, waitingSince, lost, strays, impostors, now } = facts;
  const wanted = machines.flatMap((machine) => ofMachine(machine, facts));
  for (const { id, name } of flapping) {
    const words = "It changed its state four times within half an hour. It is not repaired until it is steady.";
    wanted.push({ instanceId: id, subject: name, kind: "flapping", level: "warning", words });
  }
  const ofOrder = { instanceId: null, level: "critical" } as const;
  for (const subject of lost) wanted.push({ ...ofOrder, subject, kind: "lost", words: LOST });
  for (const subject of strays) wanted.push({ ...ofOrder, subject, kind: "stray", words: STRAY });
  for (const subject of impostors) wanted.push({ ...ofOrder, subject, kind: "impostor", words: IMPOSTOR });
  const ofFleet = { instanceId: null, subject: FLEET, level: "critical" } as const;
  if (breaker.words) wanted.push({ ...ofFleet, kind: "many_silent", words: breaker.words });
  if (waitingSince !== null && now.getTime() - Date.parse(waitingSince) > QUEUE_MS) {
    const words = `A repair has waited since ${timeOf(waitingSince)} because no worker takes it from the queue.`;
    wanted.push({ ...ofFleet, kind: "queue", words });
  }
  return wanted;
}

function ofMachine(machine: Unwell, { now, breaker, flapping, open, quarantined }: AlertFacts): WantedAlert[] {
  const { id, name, state, diagnosis, last_seen_at, n8n_down_since, pressure } = machine;
  const alert = (kind: AlertKind, level: AlertLevel, words: string): WantedAlert => {
    return { instanceId: id, subject: name, kind, level, words };
  };
  const isNews = !breaker.holds && !flapping.some((other) => other.id === id);
  const may = (kind: AlertKind): boolean => isNews || open.has(keyOf({ subject: name, kind }));
  const wanted: WantedAlert[] = [];
  if (state === "quarantined") {
    const reason = quarantined.get(id) ?? "Repairs did not help.";
    wanted.push(alert("quarantined", "critical", `${reason} An administrator decides how it goes on.`));
  }
  if (state === "silent" && may("silent")) {
    const told = diagnosis === null ? "" : ` ${TOLD[diagnosis]}`;
    const level = diagnosis === "deaf" ? "warning" : "critical";
    wanted.push(alert("silent", level, `It was last heard of at ${timeOf(last_seen_at)}.${told}`));
  }
  const isDown = n8n_down_since !== null && now.getTime() - Date.parse(n8n_down_since) >= N8N_DOWN_MS;
  if (isDown && state === "ready" && may("n8n_down")) {
    wanted.push(alert("n8n_down", "critical", `Its n8n has not been ready since ${timeOf(n8n_down_since)}.`));
  }
  for (const measure of Measure.options) {
    const pressed = pressure[measure];
    if (pressed?.level) wanted.push(alert(measure, pressed.level, PRESSED[measure][pressed.level]));
  }
  return wanted;
}

const LOST = "Its vendor has not had it for an hour. It is not built again by itself: an administrator decides.";
const IMPOSTOR =
  "The token of its first start was shown again with another key: a second machine or a thief has it. It is in quarantine.";
const STRAY =
  "Its vendor has it with this installation’s tag, and no row here names it. It costs money and is not removed by itself.";

const PRESSED: Record<Measure, Record<AlertLevel, string>> = {
  disk: {
    warning: "More than 85 % of its disk is in use.",
    critical: "More than 95 % of its disk is in use: n8n stops when it is full.",
  },
  memory: {
    warning: "Less than 10 % of its memory has been free for five minutes.",
    critical: "Less than 10 % of its memory has been free for five minutes.",
  },
  cpu: {
    warning: "Its processor has been more than 90 % busy for ten minutes.",
    critical: "Its processor has been more than 90 % busy for ten minutes.",
  },
};

const TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const timeOf = (iso: string): string => `${TIME.format(new Date(iso))} UTC`;
