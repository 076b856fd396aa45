import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { holdAccessToIssue } from "@/lib/foundation/access/hold-access";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ProjectKeyIssued } from "./events";
import { issueProjectKey } from "./issue-project-key";
import type { ProjectKey, ProjectKeyOwner, RotateProjectKey } from "./schemas";

/** A new publishable or secret key of a company; the old one ends at once. A secret key is shown in this answer only. */
export async function rotateProjectKey(
  ctx: WorkspaceCtx,
  { projectId, kind }: RotateProjectKey & ProjectKeyOwner,
): Promise<ProjectKey & { key: string }> {
  requirePermission(ctx, "keys.write");

  return withAccessChange(ctx, async (tx) => {
    await holdAccessToIssue(tx, ["keys.write"]);
    const key = await issueProjectKey(tx, { projectId, kind });
    await appendEvent(tx, ProjectKeyIssued, { kind, lastFour: key.last_four }, { projectId });
    await recordAudit(tx, {
      action: "project_key.issued",
      target: { type: "project", id: projectId },
      after: { kind, last_four: key.last_four },
    });
    return key;
  });
}
