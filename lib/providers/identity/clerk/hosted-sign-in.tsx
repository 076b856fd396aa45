"use client";

import { SignIn } from "@clerk/nextjs";

/** The hosted sign-in and sign-up form. */
export const HostedSignIn = () => <SignIn path="/sign-in" withSignUp fallbackRedirectUrl="/companies" />;
