import type { ReactNode } from "react";
import { env } from "@/lib/platform/env";
import { HostedSessionProvider } from "./hosted-identity";

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
