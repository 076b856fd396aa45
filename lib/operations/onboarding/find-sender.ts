import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { unfitOf, type Sender, type Unfit } from "@/lib/outreach/sending-domains/look-at-domain";
import type { DomainRef } from "@/lib/outreach/sending-domains/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { getCredentials } from "./get-credentials";

export type FoundSender = Sender & { address: string; unfit: Unfit | null };

/** The domain that is asked about, or that of the saved sender, and the server of the account that sends. 422 `dns.no_domain`: neither is there. */
export async function findSender(ctx: WorkspaceCtx, { domain }: DomainRef): Promise<FoundSender> {
  requirePermission(ctx, "onboarding.read");
  const address = (await findBrand(ctx))?.sender_email.toLowerCase() ?? "";
  const asked = domain ?? address.slice(address.lastIndexOf("@") + 1);
  if (asked === "") {
    const message = "There is no domain to look up: save the sender’s email address first, or name a domain.";
    throw new AppError("impossible", message, { code: "dns.no_domain" });
  }
  const { mail_account: account } = await getCredentials(ctx);
  return { domain: asked, address, server: serverOf(account), unfit: unfitOf(asked) };
}

type Account = Awaited<ReturnType<typeof getCredentials>>["mail_account"];

function serverOf(account: Account): string | null {
  if (account === null || account.use_test_mailbox) return null;
  if (account.provider === "gmail") return "smtp.gmail.com";
  const { host } = account.masked;
  return typeof host === "string" ? host : null;
}
