import { Card, Container, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { HostedSignIn } from "@/app/_ui/hosted-identity";
import { usesLocalIdentity } from "@/app/_ui/identity";
import { findPageUser } from "@/lib/http/page-ctx";
import { LocalSignInForm } from "../_components/local-sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = pageOfOurs((await searchParams).next);
  if (await findPageUser()) redirect(next);
  return (
    <Container size={440} py={{ base: 32, sm: 72 }}>
      {usesLocalIdentity() ? <LocalSignIn next={next} /> : <HostedSignInForm next={next} />}
    </Container>
  );
}

function LocalSignIn({ next }: { next: string }) {
  return (
    <Card padding="xl">
      <Stack gap="lg">
        <div>
          <Title order={1}>Sign in</Title>
          <Text c="dimmed" size="sm" mt={4}>
            Greenlight runs on this machine with its built-in sign-in: any email address works, no password is asked.
            The same address is always the same person.
          </Text>
        </div>
        <LocalSignInForm next={next} />
      </Stack>
    </Card>
  );
}

const HostedSignInForm = ({ next }: { next: string }) => (
  <Stack align="center">
    <HostedSignIn next={next} />
  </Stack>
);

const PAGES_TO_RETURN_TO = /^\/(companies|invites|frozen|admin|docs)(\/|$)/;

/** The page to open after sign-in; always a page of this application, whatever the address says. */
function pageOfOurs(next: string | string[] | undefined): string {
  const here = "http://greenlight.invalid";
  if (typeof next !== "string" || !URL.canParse(next, here)) return "/companies";
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && PAGES_TO_RETURN_TO.test(pathname) ? `${pathname}${search}` : "/companies";
}
