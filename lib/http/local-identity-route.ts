import { z } from "zod";
import { endSession } from "@/lib/foundation/access/end-session";
import { recordLogin } from "@/lib/foundation/audit/record-login";
import type { SystemCtx } from "@/lib/platform/ctx";
import { EmailAddress } from "@/lib/platform/email-address";
import { AppError } from "@/lib/platform/errors";
import { appUrl, env } from "@/lib/platform/env";
import { issueLocalSession, readLocalSession } from "@/lib/providers/identity/local/issuer";
import { bearerOf } from "./bearer";
import { ownHosts } from "./own-origin";
import { publicRoute } from "./public-route";
import type { RouteHandler } from "./route";

const SignIn = z.object({ email: EmailAddress });

/** Clerk's scripts read `__client_uat`; nothing in the browser reads the session. */
const cookie = (name: "__session" | "__client_uat", value: string, maxAge: number): string =>
  [
    `${name}=${value}; Path=/; Max-Age=${maxAge}; SameSite=Lax`,
    ...(name === "__session" ? ["HttpOnly"] : []),
    ...(appUrl().startsWith("https:") ? ["Secure"] : []),
  ].join("; ");

/** Only this machine's own pages may use the local issuer: a foreign Host (DNS rebinding) or Origin is refused. */
function assertOwnOrigin(request: Request): void {
  if (!env().LOCAL_IDENTITY_KEY_FILE)
    throw new AppError("not_found", "There is no local sign-in here.", { code: "local_identity.off" });
  const hosts = ownHosts();
  const origin = request.headers.get("origin");
  const originHost = origin && URL.canParse(origin) ? new URL(origin).host : null;
  if (
    hosts.has(request.headers.get("host") ?? "") &&
    (origin === null || (originHost !== null && hosts.has(originHost)))
  )
    return;
  throw new AppError("forbidden", "The local sign-in answers only pages of this machine.", {
    code: "local_identity.foreign_origin",
  });
}

const withCookies = (body: unknown, cookies: string[]): Response => {
  const response = Response.json(body);
  for (const value of cookies) response.headers.append("set-cookie", value);
  return response;
};

type Occurrence = { event: "signed_in" | "signed_out"; userId: string; email: string; sessionId: string };

/** Here the application is its own identity provider, so it reports to the login audit what Clerk would. */
const record = (ctx: SystemCtx, request: Request, { event, userId, email, sessionId }: Occurrence): Promise<void> =>
  recordLogin(ctx, {
    event,
    userId,
    email,
    address: ctx.address ?? null,
    userAgent: request.headers.get("user-agent"),
    occurredAt: ctx.now().toISOString(),
    deliveryId: null,
    metadata: { session_id: sessionId },
  });

const sessionOf = (request: Request): string | undefined =>
  request.headers.get("cookie")?.match(/(?:^|;\s*)__session=([^;]+)/)?.[1] ?? bearerOf(request) ?? undefined;

/** Signs in with nothing but an email: for one's own machine, where there is no Clerk. */
export const localSignInRoute: RouteHandler = publicRoute({
  input: { body: SignIn },
  handler: async (ctx, { body }, request) => {
    assertOwnOrigin(request);
    const session = await issueLocalSession(body.email);
    // Before the cookies: a sign-in that cannot be recorded is none.
    await record(ctx, request, { event: "signed_in", ...session });
    const { userId, token, issuedAt, maxAgeSeconds } = session;
    return withCookies({ user_id: userId, token }, [
      cookie("__session", token, maxAgeSeconds),
      cookie("__client_uat", String(issuedAt), maxAgeSeconds),
    ]);
  },
});

export const localSignOutRoute: RouteHandler = publicRoute({
  input: {},
  handler: async (ctx, _input, request) => {
    assertOwnOrigin(request);
    const session = await readLocalSession(sessionOf(request));
    if (session) {
      await endSession(ctx, { id: session.sessionId, expiresAt: session.expiresAt });
      await record(ctx, request, { event: "signed_out", ...session });
    }
    return withCookies({ ok: true }, [cookie("__session", "", 0), cookie("__client_uat", "0", 0)]);
  },
});
