import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { fieldsOf } from "./fields";
import { shownChecks } from "./launch-items";
import { diffFields, weakenedBy } from "./merge-packet";
import { PHASE_TITLES, PHASES, type Packet, type Plan } from "./schemas";
import { findAccepted, selectChecks, selectGenerations, selectLatest } from "./store";

const QUESTIONS = 5;

/** The four packets of a company in their newest version, the difference to the one before, open questions and the launch checklist. */
export async function getPlan(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<Plan> {
  requirePermission(ctx, "plan.read");
  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const generations = await selectGenerations(tx, projectId);
    const data: Plan["data"] = [];
    let phaseBefore: Packet | null = null;
    for (const phase of PHASES) {
      const [newest = null, before = null] = await selectLatest(tx, { projectId, phase });
      data.push({
        phase,
        title: PHASE_TITLES[phase],
        labels: Object.fromEntries(fieldsOf(phase).map(({ key, label }) => [key, label])),
        newest,
        accepted_version: (await findAccepted(tx, { projectId, phase }))?.version ?? null,
        diff: newest && before ? diffFields(phase, before.fields, newest.fields) : [],
        weakened_by: newest ? weakenedBy(phase, phaseBefore) : [],
        generation: generations.find((each) => each.phase === phase) ?? null,
      });
      phaseBefore = newest;
    }
    const questions = data.flatMap(({ newest }) => newest?.unknowns.map(({ how_to_learn }) => how_to_learn) ?? []);
    const checks = shownChecks(await selectChecks(tx, projectId), tx.now());
    return { data, questions: questions.slice(0, QUESTIONS), checks };
  });
}
