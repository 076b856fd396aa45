/** Everything a member can be allowed to do: `<domain>.<read|write|…>`. */
export const PERMISSIONS = [
  "workspace.read",
  "workspace.write",
  "tokens.rotate",
  "projects.read",
  "projects.write",
  "ledger.read",
  "onboarding.read",
  "onboarding.write",
  "leads.read",
  "leads.write",
  "email.read",
  "email.write",
  "campaigns.read",
  "campaigns.write",
  "ignition.read",
  "ignition.launch",
  "metrics.read",
  "ingestion.read",
  "ingestion.write",
  "notifications.read",
  "notifications.write",
] as const;

export type Permission = (typeof PERMISSIONS)[number];
