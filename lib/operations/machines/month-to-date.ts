import type { Machine } from "./schemas";

type Period = { monthBegan: Date; now: Date };
type Billed = Pick<Machine, "hourly_micros" | "monthly_cents" | "ordered_at" | "terminated_at">;

/** The cost of a machine in this month, in cents: by the hour, each begun hour whole, and never more than its price of a month. */
export function monthToDateCents(machine: Billed, { monthBegan, now }: Period): number {
  const from = Math.max(Date.parse(machine.ordered_at), monthBegan.getTime());
  const to = machine.terminated_at === null ? now.getTime() : Date.parse(machine.terminated_at);
  const hours = Math.max(0, Math.ceil((to - from) / 3_600_000));
  return Math.min(machine.monthly_cents, Math.round((hours * machine.hourly_micros) / 10_000));
}
