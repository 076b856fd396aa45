/** The kinds a founder most often looks for; others appear as soon as a line of them is on the page. */
const USUAL = [
  "ignition.started",
  "ignition.completed",
  "ignition.failed",
  "campaign.activated",
  "campaign.paused",
  "leads.imported",
];

/** The choices of the filter: every kind once, in alphabetical order. */
export const entryTypes = (found: readonly string[]): string[] => [...new Set([...USUAL, ...found])].toSorted();
