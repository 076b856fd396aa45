import type { NextConfig } from "next";

/** Headers of every answer, static files and Next's own included. Those that depend on the answer: lib/http/security-headers.ts. */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), display-capture=(), browsing-topics=()",
};

/** Headers of everything that is not a page: answers of the API, including Next's own (404, 405), and files that are no chunk. */
const NO_PAGE = {
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

/** The script that companies' websites include. */
const FOR_OTHER_SITES = { "cross-origin-resource-policy": "cross-origin", "cache-control": "public, max-age=3600" };

const listed = (headers: Record<string, string>) => Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  reactStrictMode: true,
  // Types are checked by `npm run verify`, tests included; a start on somebody's machine does not wait for it.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  serverExternalPackages: ["pg", "pg-boss", "pino", "express", "rate-limiter-flexible", "sirv"],
  headers: async () => [
    { source: "/:path*", headers: listed(HEADERS) },
    // Companies' websites load the script and report to these routes. A route cannot override headers that are set here.
    {
      source: "/((?!g\\.js$|api/projects/[^/]+/analytics/events$).*)",
      headers: listed({ "cross-origin-resource-policy": "same-origin" }),
    },
    // A preview says itself what may run in it, and so does the page behind a link that leads nowhere.
    { source: "/api/((?!assets/preview/|track/).*)", headers: listed(NO_PAGE) },
    {
      source:
        "/:file(icon.svg|favicon.ico|icon-192.png|social.png|geist-latin.woff2|robots.txt|manifest.webmanifest|g.js)",
      headers: listed(NO_PAGE),
    },
    { source: "/_next/image", headers: listed(NO_PAGE) },
    { source: "/g.js", headers: listed(FOR_OTHER_SITES) },
  ],
  outputFileTracingIncludes: {
    "/*": [
      "./base-cold-email/**",
      "./lib/company/mail/parser-thread.ts",
      "./lib/providers/hosting/local/app-launcher.ts",
      "./lib/providers/hosting/local/site-server.ts",
      "./runtime-template/**",
    ],
  },
  experimental: {
    // Beyond this Next cuts a body off without a word; an upload of 30 MiB (lib/http/read-form.ts) must arrive whole.
    proxyClientMaxBodySize: "32mb",
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@mantine/charts", "@tabler/icons-react"],
  },
};

export default config;
