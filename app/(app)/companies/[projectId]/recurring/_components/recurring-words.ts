import type { JobType, MissedPolicy, Overlap, RunState } from "@/lib/autopilot/recurring/schemas";

export const KINDS: Record<JobType, string> = {
  "nightshift.cycle_project": "Look at the company and recommend",
  "reports.write_report": "Write a report",
  "phases.generate": "Draft a packet of the plan",
  "campaigns.run": "Run a campaign's step",
  "actions.propose": "Propose an action for approval",
  "webhook.post": "Call an address of the company",
};

export const POLICIES: Record<MissedPolicy, string> = {
  run_once: "Run once for all of them",
  skip: "Skip them, if more than 10 minutes late",
  run_all: "Run the last 25, one after another",
};

export const OVERLAPS: Record<Overlap, string> = {
  skip: "Skip the next one",
  queue: "Let one wait",
};

export const RUN_STATES: Record<RunState, { label: string; color: string }> = {
  waiting: { label: "Waiting", color: "gray" },
  queued: { label: "Queued", color: "blue" },
  running: { label: "Running", color: "blue" },
  finished: { label: "Finished", color: "green" },
  failed: { label: "Failed", color: "red" },
  skipped: { label: "Skipped", color: "gray" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment as the clocks of a zone show it: “2026-11-30 03:07”, the same on the server and in every browser. */
export function zoneTime(iso: string, zone: string): string {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  formats.set(zone, format);
  return format.format(new Date(iso));
}

/** “12 s”, “4 min”, “3 h”. */
export function lateness(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
