import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./globals.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { IdentityProvider } from "./_ui/identity";
import { Providers } from "./_ui/providers";

export const metadata: Metadata = {
  title: { default: "Greenlight", template: "%s · Greenlight" },
  description: "Describe your company, press Launch: Greenlight runs its outreach and counts what it does.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f8f7" },
    { media: "(prefers-color-scheme: dark)", color: "#111312" },
  ],
};

// Keys and sessions are read per request; nothing of it may be baked into a build.
export const dynamic = "force-dynamic";

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Of this one rendering, from the gate: scripts without it do not run. Next gives it to its own scripts.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <IdentityProvider nonce={nonce}>
          <Providers>{children}</Providers>
        </IdentityProvider>
      </body>
    </html>
  );
}
