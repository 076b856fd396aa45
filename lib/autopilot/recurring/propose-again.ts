import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Done } from "./schemas";

type Proposed = { projectId: string; key: string; action_type: string; payload: JsonObject };

/** Proposes an action for one run; it waits for a person's approval as every other does. The same run proposes once. */
export async function proposeAgain(
  ctx: WorkspaceCtx,
  { projectId, key, action_type, payload }: Proposed,
): Promise<Done> {
  const { id, title } = await proposeAction(ctx, { projectId, action_type, payload, dedupe_key: key });
  return { summary: `Proposed “${title}”. It waits for your approval.`, links: [{ rel: "approval", id }] };
}
