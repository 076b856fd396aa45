import { recordDraft } from "@/lib/autopilot/plan/record-draft";
import { getPlan } from "@/lib/autopilot/plan/get-plan";
import type { Place } from "@/lib/http/openapi/operation";
import type { FieldValue } from "@/lib/autopilot/plan/schemas";
import type { Staff } from "../../foundation/members/members-world";
import type { UnknownWorld } from "../../outreach/sequence/unknown-world";

const text = (value: string): FieldValue => ({ value, source: "model", refs: [], confidence: "low", edited_by: null });

/** The first version of a packet. */
const withPacket =
  (phase: number) =>
  async (_world: UnknownWorld, { owner, projectId }: Staff): Promise<{ place: Partial<Place> }> => {
    const fields = { "emails.subject": text("A question"), "emails.first": text("Is that a problem for you too?") };
    const judged = { synopsis: "Sample.", fields: phase === 2 ? fields : {}, unknowns: [], problems: [] };
    const context = { as_of: { position: "1", at: "2026-11-30T00:00Z" }, hash: "a".repeat(64) };
    await recordDraft(owner, { projectId, phase, judged, context, answeredBy: "offline planner" });
    const { data } = await getPlan(owner, { projectId });
    return { place: { packet: data[phase]?.newest?.id ?? "" } };
  };

/** The packets that the examples of each operation need. */
export const PLAN_PREPARATIONS = {
  "PATCH /api/projects/[projectId]/packets/[packet]": withPacket(0),
  "POST /api/projects/[projectId]/packets/[packet]/accept": withPacket(0),
  "POST /api/projects/[projectId]/packets/[packet]/campaign": withPacket(2),
  "POST /api/projects/[projectId]/packets/[packet]/draft": async () => ({ place: { packet: "0" } }),
};
