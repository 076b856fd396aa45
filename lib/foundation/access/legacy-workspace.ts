import { AppError } from "@/lib/platform/errors";
import { env } from "@/lib/platform/env";
import type { Permission } from "@/lib/platform/permissions";

/**
 * One workspace may be declared legacy (`OHIO_WORKSPACE_ID`): its leads are in `leads_ohio` and its engine is not ours. A door
 * that writes leads, drafts, sequences or campaigns, or launches, stays closed to it: for its members, its machines and our own jobs alike.
 */
const CLOSED: ReadonlySet<Permission> = new Set<Permission>([
  "leads.write",
  "sequence.write",
  "drafts.write",
  "campaigns.write",
  "ignition.launch",
]);

const isOhio = (workspaceId: string): boolean => {
  const { OHIO_WORKSPACE_ID } = env();
  return OHIO_WORKSPACE_ID !== undefined && workspaceId === OHIO_WORKSPACE_ID;
};

/** The table that holds a workspace's leads. */
export const getLeadsTable = (workspaceId: string): "leads_ohio" | "genesis.leads" =>
  isOhio(workspaceId) ? "leads_ohio" : "genesis.leads";

/** 409 `workspace.not_legacy` unless the workspace is the legacy one; `context` names what was asked for. */
export function assertIsOhio(workspaceId: string, context: string): void {
  if (isOhio(workspaceId)) return;
  throw new AppError("conflict", `${context} is only for the legacy workspace.`, { code: "workspace.not_legacy" });
}

/** 409 `workspace.legacy` for the legacy workspace; `context` names what was asked for. */
export function assertIsNotOhio(workspaceId: string, context: string): void {
  if (!isOhio(workspaceId)) return;
  throw new AppError(
    "conflict",
    `This is the legacy workspace, whose leads and emails are kept by another system: ${context} is closed here.`,
    { code: "workspace.legacy" },
  );
}

/** Called before every permission is weighed, so that no door can forget it. */
export function keepLegacyApart(workspaceId: string, permission: Permission): void {
  if (CLOSED.has(permission)) assertIsNotOhio(workspaceId, permission);
}
