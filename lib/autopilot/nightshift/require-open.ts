import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Recommendation, RecommendationRef } from "./schemas";
import { findRecommendation } from "./store-recommendations";

/**
 * A recommendation that waits for a decision, locked, in the caller's transaction. Only a person decides about one: 403 `task.person_needed`.
 */
export async function requireOpen(tx: TxCtx, ref: RecommendationRef): Promise<Recommendation> {
  if (tx.actor.type !== "user") {
    throw new AppError("forbidden", "Only a signed-in member decides about a recommendation.", {
      code: "task.person_needed",
    });
  }
  const found = await findRecommendation(tx, { ...ref, lock: true });
  if (!found)
    throw new AppError("not_found", "There is no such recommendation here.", { code: "recommendation.not_found" });
  if (found.state === "open") return found;
  const words = {
    accepted: "It was accepted before.",
    dismissed: "It was dismissed before.",
    gone: "It no longer holds: the newest night did not find it any more.",
  };
  throw new AppError("conflict", words[found.state], {
    code: "recommendation.decided",
    details: { state: found.state },
  });
}
