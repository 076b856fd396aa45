/**
 * How often, in minutes, n8n starts each scheduled template by itself. All of them are intervals, day and night: when an email may go out is
 * the database's decision, so neither a time zone nor a change of clocks moves a start.
 */
export const EVERY_MINUTES: Readonly<Record<string, number>> = {
  email_preparation: 5,
  research_report: 10,
  email_1: 1,
  email_2: 1,
  email_3: 1,
};

const SHORTEST_SILENCE_MINUTES = 5;
const MISSED_STARTS = 3;

/** So long a workflow may go without a start: a restart of n8n or a slow minute is no silence. Null where no schedule is known. */
export function silentAfterMs(template: string): number | null {
  const every = EVERY_MINUTES[template];
  return every === undefined ? null : Math.max(SHORTEST_SILENCE_MINUTES, MISSED_STARTS * every + 2) * 60_000;
}
