import { gate } from "@/lib/http/gate";

export default gate;

export const config = {
  // Default deny: only static files and the busiest doors of machines, each named to its end, spare themselves the gate, which would
  // let them through unseen. That no route with a session is among them is tested (tests/lib/http/gate.test.ts).
  matcher: [
    "/((?!_next/static/|_next/image$|icon.svg$|favicon.ico$|icon-192.png$|social.png$|geist-latin.woff2$|robots.txt$|manifest.webmanifest$|[anu]/[^/%]+$|api/health$|api/events$|api/llm/v1/models$|api/llm/v1/chat/completions$|api/projects/[^/%]+/(?:analytics|payments)/events$).*)",
    // A company's website brings its key; a person who reports by hand has a session instead, which the gate reads.
    {
      source: "/api/projects/:projectId/:kind(analytics|payments)/events",
      missing: [{ type: "header", key: "x-project-key" }],
    },
  ],
};
