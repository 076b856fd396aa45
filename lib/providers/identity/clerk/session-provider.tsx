"use client";

import { ClerkProvider } from "@clerk/nextjs";
import type { ReactNode } from "react";

/** Keeps the hosted session fresh in the browser; only rendered when real Clerk keys are configured. */
export function HostedSessionProvider({ publishableKey, children }: { publishableKey: string; children: ReactNode }) {
  return (
    <ClerkProvider publishableKey={publishableKey} signInUrl="/sign-in" signUpUrl="/sign-in" afterSignOutUrl="/">
      {children}
    </ClerkProvider>
  );
}
