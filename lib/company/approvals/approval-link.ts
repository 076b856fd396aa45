import { z } from "zod";
import { openLink, signLink } from "@/lib/foundation/vault/sign-link";
import { AppError } from "@/lib/platform/errors";

const AUDIENCE = "approval";

const Claims = z.object({
  workspace: z.uuid(),
  approval: z.uuid(),
  version: z.number().int(),
  decision: z.enum(["approved", "denied"]),
  user: z.string(),
});
export type LinkClaims = z.infer<typeof Claims>;

/** The token of a link for one person that decides one version one way; the same claims make the same token. */
export const signApprovalLink = (claims: LinkClaims, expiresAt: Date): Promise<string> =>
  signLink({ audience: AUDIENCE, claims, expiresAt });

/** The claims of a token; null for one that is expired, or that is none of ours. */
export async function openApprovalLink(token: string, now: Date): Promise<LinkClaims | null> {
  try {
    return Claims.parse(await openLink({ audience: AUDIENCE, token, now }));
  } catch (error) {
    if (error instanceof AppError || error instanceof z.ZodError) return null;
    throw error;
  }
}
