import type { ReactNode } from "react";
import { env } from "@/lib/platform/env";
import { AccountMenu } from "./account-menu";

export const usesLocalIdentity = (): boolean => Boolean(env().LOCAL_IDENTITY_KEY_FILE);

/** The vendor's browser code is loaded only where its keys are configured. */
export async function IdentityProvider({ children }: { children: ReactNode }) {
  if (usesLocalIdentity()) return children;
  const { HostedSessionProvider } = await import("@/lib/providers/identity/clerk/session-provider");
  return <HostedSessionProvider>{children}</HostedSessionProvider>;
}

/** Who is signed in, and the way out. */
export async function Account({ email }: { email: string }) {
  if (usesLocalIdentity()) return <AccountMenu email={email} />;
  const { HostedAccountButton } = await import("@/lib/providers/identity/clerk/account-button");
  return <HostedAccountButton />;
}
