import { proposeMemory } from "@/lib/autopilot/memory/propose-memory";
import type { Place } from "@/lib/http/openapi/operation";
import { jobCtx } from "../../../factories/test-world";
import type { Staff } from "../../foundation/members/members-world";
import type { UnknownWorld } from "../../outreach/sequence/unknown-world";

type Stage = "proposed" | "active" | "superseded";

/** A rule to remember, brought to a state. */
const withMemory =
  (stage: Stage) =>
  async (_world: UnknownWorld, { owner, projectId }: Staff): Promise<{ place: Partial<Place> }> => {
    const rule = { projectId, kind: "rule" as const, source: { type: "person" as const, id: null } };
    const by = stage === "proposed" ? jobCtx(owner) : owner;
    const { id } = await proposeMemory(by, { ...rule, text: "Answer customers within a day." });
    if (stage === "superseded") {
      await proposeMemory(owner, { ...rule, text: "Answer customers within an hour.", supersedes: id });
    }
    return { place: { memoryId: id } };
  };

/** The memories that the examples of each operation need. */
export const MEMORY_PREPARATIONS = {
  "PATCH /api/projects/[projectId]/memory/[memoryId]": withMemory("active"),
  "POST /api/projects/[projectId]/memory/[memoryId]/confirm": withMemory("proposed"),
  "POST /api/projects/[projectId]/memory/[memoryId]/forget": withMemory("active"),
  "POST /api/projects/[projectId]/memory/[memoryId]/restore": withMemory("superseded"),
};
