"use client";

import { ClerkProvider } from "@clerk/nextjs";
import type { ReactNode } from "react";

type Props = { publishableKey: string; nonce: string | undefined; children: ReactNode };

/** Keeps the hosted session fresh in the browser; only rendered when real Clerk keys are configured. */
export function HostedSessionProvider({ publishableKey, nonce, children }: Props) {
  return (
    <ClerkProvider
      publishableKey={publishableKey}
      nonce={nonce}
      signInUrl="/sign-in"
      signUpUrl="/sign-in"
      afterSignOutUrl="/"
    >
      {children}
    </ClerkProvider>
  );
}
