import { randomBytes } from "node:crypto";
import { enforceFreeze } from "@/lib/operations/governance/enforce-freeze";
import { freezeWorkspace } from "@/lib/operations/governance/freeze-workspace";
import { getFreezes } from "@/lib/operations/governance/get-freezes";
import { restoreWorkflows } from "@/lib/operations/governance/restore-workflows";
import type { Freeze } from "@/lib/operations/governance/schemas";
import { unfreezeWorkspace } from "@/lib/operations/governance/unfreeze-workspace";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

type AuditLine = { action: string; actor_id: string | null; reason: string | null; before: unknown; after: unknown };

export type GovernanceWorld = IgnitionWorld & {
  superAdmin(which?: "first" | "second"): AdminCtx;
  /** A signed-in person who is not an administrator, whatever they claim. */
  impostor(): AdminCtx;
  launched(): Promise<Company>;
  freeze(company: Company, reason?: string): Promise<Freeze>;
  unfreeze(company: Company, restore?: boolean): Promise<Freeze>;
  /** Does the job that a freeze enqueued. */
  enforce(company: Company, freeze: Freeze, signal?: AbortSignal): Promise<Freeze>;
  restore(company: Company, freeze: Freeze): Promise<Freeze>;
  newest(company: Company): Promise<Freeze>;
  audit(company: Company): Promise<AuditLine[]>;
  published(company: Company): string[];
};

const ADMINS = { first: "user_admin_one", second: "user_admin_two" };

/** Companies that are launched on a fake sidecar, and the administrators who freeze them. */
export async function createGovernanceWorld(): Promise<GovernanceWorld> {
  process.env.SUPER_ADMIN_IDS = Object.values(ADMINS).join(",");
  const world = await createIgnitionWorld();
  const superAdmin: GovernanceWorld["superAdmin"] = (which = "first") => ({
    ...world.system(),
    requestId: `test-${randomBytes(4).toString("hex")}`,
    user: { userId: ADMINS[which], email: `${which}@greenlight.example` },
    superAdmin: true,
  });
  const newest = async ({ workspaceId }: Company): Promise<Freeze> => {
    const [freeze] = (await getFreezes(superAdmin(), { workspace_id: workspaceId })).data;
    if (!freeze) throw new Error("This workspace was never frozen.");
    return freeze;
  };
  return {
    ...world,
    superAdmin,
    impostor: () => ({ ...world.user("impostor@example.com"), superAdmin: true }),
    launched: async () => {
      const company = await world.readyCompany();
      await world.launch(company);
      await world.run(company);
      return company;
    },
    freeze: ({ workspaceId }, reason = "spam complaint") =>
      freezeWorkspace(superAdmin(), { workspace_id: workspaceId, reason }),
    unfreeze: ({ workspaceId }, restore = false) =>
      unfreezeWorkspace(superAdmin(), { workspace_id: workspaceId, reason: "cleared", restore_workflows: restore }),
    enforce: async (company, { id }, signal = company.job.signal) => {
      await enforceFreeze({ ...company.job, whileFrozen: true, signal }, { freezeId: id });
      return newest(company);
    },
    restore: async (company, { id }) => {
      await restoreWorkflows(company.job, { freezeId: id });
      return newest(company);
    },
    newest,
    audit: async ({ workspaceId }) => {
      const query = `select action, actor_id, reason, before, after from governance_audit_log
        where workspace_id = $1 and (action in ('workspace.frozen', 'workspace.unfrozen', 'plan.set') or action like 'freeze.%') order by seq`;
      return (await world.admin.query<AuditLine>(query, [workspaceId])).rows;
    },
    published: ({ workspaceId }) =>
      world.sidecar
        .instance(workspaceId)
        .workflows.filter(({ active }) => active)
        .map(({ id }) => id)
        .toSorted(),
  };
}
