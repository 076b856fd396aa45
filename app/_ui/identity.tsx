import type { ReactNode } from "react";
import { findPageUser } from "@/lib/http/page-ctx";
import { env } from "@/lib/platform/env";
import { isSuperAdmin } from "@/lib/foundation/access/super-admins";
import { AccountMenu } from "./account-menu";
import { HostedAccountButton, HostedSessionProvider } from "./hosted-identity";

export const usesLocalIdentity = (): boolean => Boolean(env().LOCAL_IDENTITY_KEY_FILE);

/** The vendor's browser code is loaded only where its keys are configured. */
export function IdentityProvider({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  if (usesLocalIdentity()) return children;
  const publishableKey = env().NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? "";
  return (
    <HostedSessionProvider publishableKey={publishableKey} nonce={nonce}>
      {children}
    </HostedSessionProvider>
  );
}

/** The account menu: the signed-in person, sign-out and, for a super admin, the administration. */
export async function Account({ email }: { email: string }) {
  const person = await findPageUser();
  const administers = person !== null && isSuperAdmin(person.user.userId);
  return usesLocalIdentity() ? (
    <AccountMenu email={email} administers={administers} />
  ) : (
    <HostedAccountButton administers={administers} />
  );
}
