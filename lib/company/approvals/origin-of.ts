import type { Actor } from "@/lib/platform/ctx";
import type { Origin } from "./schemas";

/** Where a proposal of this actor comes from, as its row and the ledger say it. */
export function originOf(actor: Actor): Origin {
  if (actor.type === "agent") return actor.agent === "night_shift" ? "night_shift" : "chat";
  if (actor.type === "job") return "recurring";
  return actor.type === "user" || actor.type === "admin" ? "founder" : "key";
}
