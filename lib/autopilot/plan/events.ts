import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";
import { Unnamed } from "@/lib/platform/unnamed";
import { PHASE_TITLES, type Phase } from "./schemas";

const About = z.object({ packet_id: z.uuid(), phase: z.number().int(), version: z.number().int() });
const titleOf = (phase: number): string => PHASE_TITLES[phase as Phase];

export const PacketRequested = defineEvent(
  "packet.requested",
  z.object({ phase: z.number().int() }),
  ({ phase }) => `A draft of the ${titleOf(phase).toLowerCase()} was asked for.`,
);
export const PacketDraftStarted = defineEvent(
  "packet.draft_started",
  z.object({ phase: z.number().int() }),
  ({ phase }) => `Drafting of the ${titleOf(phase).toLowerCase()} began.`,
);
export const PacketDraftFailed = defineEvent(
  "packet.draft_failed",
  z.object({ phase: z.number().int(), why: Unnamed }),
  ({ phase, why }) => `The ${titleOf(phase).toLowerCase()} could not be drafted: ${why}`,
);
export const PacketUnchanged = defineEvent(
  "packet.unchanged",
  About,
  ({ phase, version }) => `A draft of the ${titleOf(phase).toLowerCase()} said nothing new: version ${version} stands.`,
);
export const PacketDrafted = defineEvent(
  "packet.drafted",
  About.extend({ answered_by: z.string(), known: z.number().int(), unknown: z.number().int() }),
  ({ phase, version, known, unknown }) =>
    `${titleOf(phase)}, version ${version}: ${known} fields are known and ${unknown} are open.`,
);
export const PacketEdited = defineEvent(
  "packet.edited",
  About.extend({ field: z.string() }),
  ({ phase, version, field }) => `${titleOf(phase)}, version ${version}: ${field} was written by a member.`,
);
export const PacketEditProposed = defineEvent(
  "packet.edit_proposed",
  About.extend({ field: z.string() }),
  ({ phase, version, field }) => `${titleOf(phase)}, version ${version}: another value of ${field} was proposed.`,
);
export const PacketAccepted = defineEvent(
  "packet.accepted",
  About,
  ({ phase, version }) => `${titleOf(phase)}, version ${version}, was accepted.`,
);
export const PacketSuperseded = defineEvent(
  "packet.superseded",
  About.extend({ superseded_by: z.uuid() }),
  ({ phase, version }) => `${titleOf(phase)}, version ${version}, was replaced by a later one.`,
);
export const HypothesisJudged = defineEvent(
  "hypothesis.judged",
  About.extend({ key: z.string(), state: z.string(), n: z.number().int(), share: z.number().nullable() }),
  ({ key, state, n, share }) =>
    `The hypothesis “${key}” is ${state}: ${share === null ? "nothing was measured" : `${(share * 100).toFixed(1)} % of ${n}`}.`,
);
