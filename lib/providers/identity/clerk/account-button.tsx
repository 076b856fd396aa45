"use client";

import { UserButton } from "@clerk/nextjs";

/** The hosted account menu, with sign-out. */
export const HostedAccountButton = () => <UserButton />;
