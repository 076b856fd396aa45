/** The actions one most often looks for; others appear as soon as a line of them is on the page. */
const USUAL = ["super_admin.entered", "super_admin.read", "workspace.frozen", "workspace.unfrozen"];

/** The choices of the filter: every action once, in alphabetical order. */
export const actionChoices = (found: readonly string[]): string[] =>
  [...new Set([...USUAL, ...found.filter((action) => action !== "")])].toSorted();
