"use client";

import dynamic from "next/dynamic";

// Split off here: the browser loads the vendor's code only where one of these is rendered.
export const HostedSessionProvider = dynamic(() =>
  import("@/lib/providers/identity/clerk/session-provider").then((module) => module.HostedSessionProvider),
);
export const HostedSignIn = dynamic(() =>
  import("@/lib/providers/identity/clerk/hosted-sign-in").then((module) => module.HostedSignIn),
);
export const HostedAccountButton = dynamic(() =>
  import("@/lib/providers/identity/clerk/account-button").then((module) => module.HostedAccountButton),
);
