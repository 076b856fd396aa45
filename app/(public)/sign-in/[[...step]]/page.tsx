import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { HostedSignIn } from "@/app/_ui/hosted-identity";
import { IdentityProvider, usesLocalIdentity } from "@/app/_ui/identity-provider";
import card from "@/app/_ui/plain/card.module.css";
import classes from "@/app/_ui/plain/plain.module.css";
import { findPageUser } from "@/lib/http/page-ctx";
import { LocalSignInForm } from "../_components/local-sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = pageOfOurs((await searchParams).next);
  if (await findPageUser()) redirect(next);
  return (
    <div className={classes.form}>
      {usesLocalIdentity() ? <LocalSignIn next={next} /> : <HostedSignInForm next={next} />}
    </div>
  );
}

const LocalSignIn = ({ next }: { next: string }) => (
  <div className={card.wide}>
    <h1>Sign in</h1>
    <p>
      Greenlight runs on this machine with its built-in sign-in: any email address works, no password is asked. The same
      address is always the same person.
    </p>
    <LocalSignInForm next={next} />
  </div>
);

const HostedSignInForm = async ({ next }: { next: string }) => (
  <IdentityProvider nonce={(await headers()).get("x-nonce") ?? undefined}>
    <HostedSignIn next={next} />
  </IdentityProvider>
);

const PAGES_TO_RETURN_TO = /^\/(companies|invites|frozen|admin|docs)(\/|$)/;

/** The page to open after sign-in; always a page of this application, whatever the address says. */
function pageOfOurs(next: string | string[] | undefined): string {
  const here = "http://greenlight.invalid";
  if (typeof next !== "string" || !URL.canParse(next, here)) return "/companies";
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && PAGES_TO_RETURN_TO.test(pathname) ? `${pathname}${search}` : "/companies";
}
