import type { CompanyContext } from "@/lib/autopilot/context/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { hypothesesOf } from "./default-hypotheses";
import { PacketDrafted, PacketUnchanged } from "./events";
import type { Judged } from "./judge-answer";
import { diffFields, mergePacket } from "./merge-packet";
import { insertPacket, putGeneration, selectLatest } from "./store";

type Draft = {
  projectId: string;
  phase: number;
  judged: Judged;
  context: Pick<CompanyContext, "as_of" | "hash">;
  answeredBy: string;
};

/** Keeps a judged draft as the next version, over the fields that a member wrote; none when it says what the newest one says. */
export async function recordDraft(
  ctx: WorkspaceCtx,
  { projectId, phase, judged, context, answeredBy }: Draft,
): Promise<void> {
  requirePermission(ctx, "plan.write");
  await withTransaction(ctx, async (tx) => {
    await putGeneration(tx, { projectId, phase, state: "checking", words: "Comparing with the version before." });
    const [before = null] = await selectLatest(tx, { projectId, phase });
    const merged = mergePacket(phase, judged, before);
    const isSame =
      before !== null &&
      before.synopsis === merged.synopsis &&
      diffFields(phase, before.fields, merged.fields).length === 0;
    if (isSame) {
      await putGeneration(tx, {
        projectId,
        phase,
        state: "done",
        words: `Nothing new: version ${before.version} stands.`,
      });
      const about = { packet_id: before.id, phase, version: before.version };
      await appendEvent(tx, PacketUnchanged, about, { projectId });
      return;
    }
    const id = newId();
    const version = (before?.version ?? 0) + 1;
    await insertPacket(tx, {
      id,
      project_id: projectId,
      phase,
      version,
      ...merged,
      hypotheses: hypothesesOf(phase, before),
      origin: "planner",
      answered_by: answeredBy,
      as_of: context.as_of.position,
      context_hash: context.hash,
      createdBy: actorId(ctx.actor),
    });
    const [known, unknown] = [Object.keys(merged.fields).length, merged.unknowns.length];
    const words = `Version ${version}: ${known} fields are known and ${unknown} are open.`;
    await putGeneration(tx, { projectId, phase, state: "done", words });
    const about = { packet_id: id, phase, version, answered_by: answeredBy, known, unknown };
    await appendEvent(tx, PacketDrafted, about, { projectId });
  });
}
