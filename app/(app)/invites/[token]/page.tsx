import type { Metadata } from "next";
import { findInvite } from "@/lib/foundation/members/find-invite";
import { usesLocalIdentity } from "@/app/_ui/identity-provider";
import { pageUser } from "@/lib/http/page-ctx";
import { InviteCard } from "./_components/invite-card";
import { NoInvite } from "./_components/no-invite";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const ctx = await pageUser();
  const invite = await findInvite(ctx, token);
  if (!invite) return <NoInvite />;
  return <InviteCard token={token} invite={invite} you={ctx.user.email} canSwitch={usesLocalIdentity()} />;
}
