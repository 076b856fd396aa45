import { oneLine } from "@/lib/platform/text";

const LIMIT = 128;

/** `[workspace] template — campaign`, one line of at most 128 characters; the longer of the two outer names is shortened first. */
export function workflowName(workspaceName: string, displayName: string, campaignName: string): string {
  const room = LIMIT - `[] ${displayName} — `.length;
  const workspace = oneLine(workspaceName) || "Workspace";
  const campaign = oneLine(campaignName) || "Campaign";
  const half = Math.floor(room / 2);
  const workspaceRoom = Math.max(half, room - campaign.length);
  const shownWorkspace = shorten(workspace, workspaceRoom);
  return `[${shownWorkspace}] ${displayName} — ${shorten(campaign, room - shownWorkspace.length)}`;
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const lastUnit = cut.charCodeAt(cut.length - 1);
  const halfCharacter = lastUnit >= 0xd800 && lastUnit <= 0xdbff;
  return `${(halfCharacter ? cut.slice(0, -1) : cut).trimEnd()}…`;
}
