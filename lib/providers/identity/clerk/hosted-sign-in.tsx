"use client";

import { SignIn } from "@clerk/nextjs";

/** The hosted sign-in and sign-up form; leads to the page somebody wanted. */
export const HostedSignIn = ({ next }: { next: string }) => (
  <SignIn path="/sign-in" withSignUp fallbackRedirectUrl={next} signUpFallbackRedirectUrl={next} />
);
