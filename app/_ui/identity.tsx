import type { ReactNode } from "react";
import { env } from "@/lib/platform/env";
import { AccountMenu } from "./account-menu";
import { HostedAccountButton, HostedSessionProvider } from "./hosted-identity";

export const usesLocalIdentity = (): boolean => Boolean(env().LOCAL_IDENTITY_KEY_FILE);

/** The vendor's browser code is loaded only where its keys are configured. */
export function IdentityProvider({ children }: { children: ReactNode }) {
  if (usesLocalIdentity()) return children;
  const publishableKey = env().NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? "";
  return <HostedSessionProvider publishableKey={publishableKey}>{children}</HostedSessionProvider>;
}

/** Who is signed in, and the way out. */
export const Account = ({ email }: { email: string }) =>
  usesLocalIdentity() ? <AccountMenu email={email} /> : <HostedAccountButton />;
