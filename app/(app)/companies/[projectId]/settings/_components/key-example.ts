type Place = { origin: string; workspaceId: string; projectId: string };

/** A request that each scope allows, the most useful first. */
const PATHS: [scope: string, path: (place: Place) => string][] = [
  ["campaigns.read", () => "/api/campaigns"],
  ["leads.read", () => "/api/leads?limit=5"],
  ["metrics.read", () => "/api/dashboard/aggregate"],
  ["ledger.read", ({ projectId }) => `/api/projects/${projectId}/events?limit=5`],
  ["projects.read", ({ projectId }) => `/api/projects/${projectId}`],
  ["workspace.read", ({ workspaceId }) => `/api/workspaces/${workspaceId}`],
  ["members.read", ({ workspaceId }) => `/api/workspaces/${workspaceId}/members`],
  ["keys.read", ({ workspaceId }) => `/api/workspaces/${workspaceId}/keys`],
  ["notifications.read", () => "/api/notifications"],
  ["email.read", () => "/api/suppressions"],
  ["onboarding.read", () => "/api/onboarding/progress"],
  ["ignition.read", () => "/api/onboarding/ignition-status"],
];

/** A command that works as it stands with a key of these scopes; null when there is nothing it could simply read. */
export function curlExample(key: string, scopes: readonly string[], place: Place): string | null {
  const found = PATHS.find(([scope]) => scopes.includes(scope));
  return found ? `curl -H 'Authorization: Bearer ${key}' '${place.origin}${found[1](place)}'` : null;
}
