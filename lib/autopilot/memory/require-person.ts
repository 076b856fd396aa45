import type { Actor } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** Throws 403 `memory.person_needed` unless a signed-in member acts: agents, jobs and keys propose, and decide nothing. */
export function requirePerson(actor: Actor): void {
  if (actor.type === "user") return;
  throw new AppError("forbidden", "Only a signed-in member decides what is remembered.", {
    code: "memory.person_needed",
  });
}
