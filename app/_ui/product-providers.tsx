import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { IdentityProvider } from "./identity-provider";
import { Providers } from "./providers";

/** Session, queries, components and notifications: around every page but the start, the sign-in and errors of the whole page. */
export async function ProductProviders({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <IdentityProvider nonce={nonce}>
      <Providers>{children}</Providers>
    </IdentityProvider>
  );
}
