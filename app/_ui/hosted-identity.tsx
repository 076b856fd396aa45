"use client";

import { lazy, type ComponentProps } from "react";

// Split off here: the browser loads the vendor's code only where one of these is rendered. As functions, because what a server component
// renders must not be lazy twice.
const SessionProvider = lazy(async () => {
  const { HostedSessionProvider: component } = await import("@/lib/providers/identity/clerk/session-provider");
  return { default: component };
});
const SignIn = lazy(async () => {
  const { HostedSignIn: component } = await import("@/lib/providers/identity/clerk/hosted-sign-in");
  return { default: component };
});
const AccountButton = lazy(async () => {
  const { HostedAccountButton: component } = await import("@/lib/providers/identity/clerk/account-button");
  return { default: component };
});

export const HostedSessionProvider = (props: ComponentProps<typeof SessionProvider>) => <SessionProvider {...props} />;
export const HostedSignIn = (props: ComponentProps<typeof SignIn>) => <SignIn {...props} />;
export const HostedAccountButton = (props: ComponentProps<typeof AccountButton>) => <AccountButton {...props} />;
