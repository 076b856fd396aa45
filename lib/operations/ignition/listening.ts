/** Answers and opt-outs arrive also while nothing is sent: these two of a campaign's workflows outlive a pause and an archive. */
export const LISTENING: readonly string[] = ["reply_tracker", "opt_out"];

/** How long after the last email of an ended campaign they go on. */
const DAYS = 30;

/** Whether an ended campaign still hears: its last email is not older than thirty days. */
export const hearsOn = (lastSentAt: string | null, now: Date): boolean =>
  lastSentAt !== null && now.getTime() - Date.parse(lastSentAt) < DAYS * 86_400_000;
