import "@fontsource-variable/geist/wght.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { COLOR_SCHEME_SCRIPT } from "./_ui/plain/color-scheme";

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

/** Plain HTML, so that the start and sign-in pages load no component library; `ProductProviders` adds it for the others. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // Of this one rendering, from the gate: scripts without it do not run. Next gives it to its own scripts.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" data-mantine-color-scheme="light" suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: COLOR_SCHEME_SCRIPT }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
