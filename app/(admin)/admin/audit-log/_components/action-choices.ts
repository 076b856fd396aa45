/** The actions one most often looks for; others appear as soon as a line of them is on the page. */
const USUAL = [
  "audit_log.verified",
  "freeze.proven",
  "freeze.workflows_restored",
  "global_token.used",
  "key.created",
  "key.revoked",
  "launch.clean_up_ordered",
  "machine.given_up",
  "member.invited",
  "member.joined",
  "member.left",
  "member.removed",
  "member.role_changed",
  "model_price.removed",
  "model_price.set",
  "ownership.transferred",
  "plan.set",
  "sending_route.chosen",
  "super_admin.entered",
  "super_admin.read",
  "webhook_token.rotated",
  "workspace.frozen",
  "workspace.unfrozen",
];

/** The choices of the filter: every action once, in alphabetical order. */
export const actionChoices = (found: readonly string[]): string[] =>
  [...new Set([...USUAL, ...found.filter((action) => action !== "")])].toSorted();
