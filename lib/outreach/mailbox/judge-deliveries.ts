import type { Guardrail } from "./schemas";

/** The emails of the last days: `bounced` for good, `complained` about as spam. */
export type Deliveries = { sent: number; bounced: number; complained: number };

const BOUNCES = { floor: 40, percent: 5 };
const COMPLAINTS = { floor: 300, permille: 3, ofAny: 3 };

/**
 * Whether so many emails went wrong that sending has to stand still: 5 % bounces of at least 40, complaints of 0.3 % of at least 300, or
 * three of any number. A sample below its floor says nothing. Mailbox providers block senders above 0.3 % complaints.
 */
export function judgeDeliveries({ sent, bounced, complained }: Deliveries): Guardrail | null {
  if (complained >= COMPLAINTS.ofAny) return "complaints";
  if (sent >= COMPLAINTS.floor && complained * 1000 >= sent * COMPLAINTS.permille) return "complaints";
  return sent >= BOUNCES.floor && bounced * 100 >= sent * BOUNCES.percent ? "bounces" : null;
}
