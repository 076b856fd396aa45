import { sessionGate } from "@/lib/providers/identity/clerk/middleware";

/** Default deny: signed-in pages ask for a session here; API routes declare in their wrapper who may enter. */
export default sessionGate;

export const config = {
  // Machines that bring their own credential, recipients' links and static files do not pass the session gate.
  matcher: ["/((?!_next/static|_next/image|favicon.ico|icon.svg|u/|api/health|api/events|api/llm|api/local).*)"],
};
