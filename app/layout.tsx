import "@fontsource-variable/geist/wght.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { appUrl } from "@/lib/platform/env";
import { COLOR_SCHEME_SCRIPT } from "./_ui/plain/color-scheme";

const DESCRIPTION =
  "Describe your company and press Launch: Greenlight runs its cold outreach. Its emails wait for your approval, unless you choose otherwise.";

/** Read per request, because links in previews name the installation's own address. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(appUrl()),
    title: { default: "Greenlight", template: "%s · Greenlight" },
    description: DESCRIPTION,
    manifest: "/manifest.webmanifest",
    openGraph: {
      title: "Greenlight",
      description: DESCRIPTION,
      siteName: "Greenlight",
      images: [{ url: "/social.png", width: 1200, height: 630, alt: "Greenlight: cold outreach that sets itself up" }],
    },
    twitter: { card: "summary_large_image" },
  };
}

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
