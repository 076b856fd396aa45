import { z } from "zod";
import { defineEvent } from "@/lib/platform/contracts";

/** No words of a memory stand in the ledger, because it only grows and a memory can be forgotten. */
const About = z.object({ memory_id: z.uuid(), kind: z.string(), trust: z.string() });

export const MemoryProposed = defineEvent(
  "memory.proposed",
  About,
  ({ kind }) => `A ${kind} to remember was proposed.`,
);
export const MemoryConfirmed = defineEvent("memory.confirmed", About, ({ kind }) => `A ${kind} is remembered.`);
export const MemoryEdited = defineEvent("memory.edited", About, ({ kind }) => `A remembered ${kind} was reworded.`);
export const MemorySuperseded = defineEvent(
  "memory.superseded",
  About.extend({ superseded_by: z.uuid() }),
  ({ kind }) => `A remembered ${kind} was replaced by another.`,
);
export const MemoryRestored = defineEvent("memory.restored", About, ({ kind }) => `A replaced ${kind} counts again.`);
export const MemoryForgotten = defineEvent("memory.forgotten", About, ({ kind }) => `A ${kind} was forgotten.`);
