import { z } from "zod";
import { openLink, signLink } from "@/lib/foundation/vault/sign-link";
import { AppError } from "@/lib/platform/errors";

const AUDIENCE = "recommendation";

const Claims = z.object({
  workspace: z.uuid(),
  project: z.uuid(),
  recommendation: z.uuid(),
  decision: z.enum(["accepted", "dismissed"]),
  user: z.string(),
});
export type RecommendationClaims = z.infer<typeof Claims>;

/** The token of a link for one person that decides one recommendation one way; the same claims make the same token. */
export const signRecommendationLink = (claims: RecommendationClaims, expiresAt: Date): Promise<string> =>
  signLink({ audience: AUDIENCE, claims, expiresAt });

/** The claims of a token; null for one that is expired, or that is none of ours. */
export async function openRecommendationLink(token: string, now: Date): Promise<RecommendationClaims | null> {
  try {
    return Claims.parse(await openLink({ audience: AUDIENCE, token, now }));
  } catch (error) {
    if (error instanceof AppError || error instanceof z.ZodError) return null;
    throw error;
  }
}
