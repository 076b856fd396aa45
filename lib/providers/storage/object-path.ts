import type { ObjectKey } from "./port";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `<workspace>/<project>/<asset>`; throws for anything but ids, so that no path can be made of what somebody typed. */
export function objectPath({ workspaceId, projectId, assetId }: ObjectKey): string {
  const parts = [workspaceId, projectId, assetId];
  if (!parts.every((part) => UUID.test(part))) throw new Error("A file is named by three uuids.");
  return parts.join("/").toLowerCase();
}
