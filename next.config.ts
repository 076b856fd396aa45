import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  // Types are checked by `npm run verify`, tests included; a start on somebody's machine does not wait for it.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  serverExternalPackages: ["pg", "pg-boss", "pino", "express"],
  outputFileTracingIncludes: { "/*": ["./base-cold-email/**"] },
  experimental: {
    // Beyond this Next cuts a body off without a word; an upload of 30 MiB (lib/http/read-form.ts) must arrive whole.
    proxyClientMaxBodySize: "32mb",
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@mantine/charts", "@tabler/icons-react"],
  },
};

export default config;
