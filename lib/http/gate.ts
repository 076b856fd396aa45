import { randomBytes } from "node:crypto";
import { NextResponse, type NextMiddleware, type NextRequest } from "next/server";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { isOn } from "@/lib/platform/features";
import { newId } from "@/lib/platform/ids";
import { sessionGate } from "@/lib/providers/identity/clerk/middleware";
import { looksLikeKey } from "@/lib/foundation/credentials/authenticate-key";
import { bearerOf } from "./bearer";
import { busyPage } from "./busy-page";
import { answerOnLinkHost, foreignHost } from "./link-hosts";
import { LIMITS, spend } from "./rate-limits";
import { nowhere } from "./route";
import { addHeaders, apiHeaders, pageHeaders, pagePolicy } from "./security-headers";

/** The pages for people who did not sign in yet, or never will. */
const OPEN_PAGES = /^\/$|^\/sign-in(\/|$)|^\/docs\/api(\/[a-z-]+)?$|^\/[una]\/[^/]+$/;

/** Where callers bring another credential than a session, or none, method by method; `*` is one segment. Tested against the routes. */
const OPEN_DOORS: readonly string[] = [
  "PUT /api/assets/upload/*",
  "GET /api/assets/preview/*",
  "HEAD /api/assets/preview/*",
  "POST /api/cost-events",
  "POST /api/email/inbound",
  "POST /api/engine/claims",
  "POST /api/engine/claims/*/confirm",
  "POST /api/engine/claims/*/outcome",
  "POST /api/engine/claims/*/send",
  "POST /api/engine/drafts",
  "POST /api/engine/leads-to-prepare",
  "POST /api/engine/leads-to-research",
  "POST /api/engine/replies",
  "POST /api/engine/research",
  "POST /api/engine/sources",
  "POST /api/local/sign-in",
  "POST /api/local/sign-out",
  "GET /api/openapi.json",
  "POST /api/n8n/execution-events",
  "OPTIONS /api/projects/*/analytics/events",
  "POST /api/projects/*/analytics/events",
  "POST /api/projects/*/payments/events",
  "POST /api/runtime/llm/v1/chat/completions",
  "POST /api/runtime/orders",
  "POST /api/sandbox/engine/*/chat/completions",
  "POST /api/sandbox/engine/*/claims",
  "POST /api/sandbox/engine/*/claims/*/confirm",
  "POST /api/sandbox/engine/*/claims/*/outcome",
  "POST /api/sandbox/engine/*/claims/*/send",
  "POST /api/sandbox/engine/*/drafts",
  "POST /api/sandbox/engine/*/leads-to-prepare",
  "POST /api/sandbox/engine/*/leads-to-research",
  "POST /api/sandbox/engine/*/research",
  "POST /api/sandbox/engine/*/sources",
  "POST /api/sidecar/bootstrap",
  "POST /api/sidecar/handshake",
  "POST /api/sidecar/heartbeat",
  "GET /api/track/click/*",
  "HEAD /api/track/click/*",
  "GET /api/track/open/*",
  "HEAD /api/track/open/*",
  "POST /api/webhooks/clerk",
  "POST /api/webhooks/entri",
  "POST /api/webhooks/stripe",
  "GET /api/worker/drain",
  "POST /api/worker/drain",
];

const matches = (door: string, asked: string): boolean => {
  const [expected, given] = [door.split("/"), asked.split("/")];
  return expected.length === given.length && expected.every((part, index) => part === "*" || part === given[index]);
};

/** Whether the gate lets anybody through here, because the route itself asks for something else than a session. */
export const isOpenDoor = (method: string, path: string): boolean =>
  OPEN_DOORS.some((door) => matches(door, `${method} ${path}`));

const isApi = ({ nextUrl }: NextRequest): boolean => /^\/api(\/|$)/.test(nextUrl.pathname);

/** An API key passes to the routes, which look it up; those that take none answer 401 by themselves. */
function isOpen(request: NextRequest): boolean {
  if (!isApi(request)) return OPEN_PAGES.test(request.nextUrl.pathname);
  const bearer = bearerOf(request);
  return isOpenDoor(request.method, request.nextUrl.pathname) || (bearer !== null && looksLikeKey(bearer));
}

function refuse(request: NextRequest): NextResponse {
  if (isApi(request)) {
    const body = { error: "Sign in first.", code: "session.missing", request_id: newId() };
    const response = NextResponse.json(body, { status: 401 });
    addHeaders(response.headers, { ...apiHeaders(), "x-request-id": body.request_id });
    return response;
  }
  const signIn = new URL("/sign-in", request.url);
  signIn.searchParams.set("next", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.redirect(signIn);
  addHeaders(response.headers, apiHeaders());
  return response;
}

/** The answer to somebody who asked for too many pages; null when this one is theirs. API routes count by themselves. */
async function busy(userId: string): Promise<NextResponse | null> {
  try {
    await spend(LIMITS.user, userId);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== "rate_limited") throw error;
    const page = busyPage(error.message, Number(error.details.retry_after_seconds));
    const response = new NextResponse(page.html, { status: 429, headers: page.headers });
    addHeaders(response.headers, apiHeaders());
    return response;
  }
}

async function admit(request: NextRequest, headers: Headers, userId: string | null): Promise<NextResponse> {
  // A route sets its own headers: what stands here would win over them.
  if (isApi(request)) return NextResponse.next({ request: { headers } });
  const refused = userId && (await busy(userId));
  if (refused) return refused;
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(nonce);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  addHeaders(response.headers, pageHeaders(policy));
  return response;
}

const admitWithSession: NextMiddleware = sessionGate({ isOpen, refuse, admit });

/** Whether a path is UTF-8 under its percent signs; Next would fail on another one. */
function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** An address of ours is never written like this: 404, as any other that leads nowhere. */
function refuseUnreadable(request: NextRequest): NextResponse {
  const requestId = newId();
  const sentence = "This address cannot be read: what follows a percent sign is not UTF-8.";
  const body = { error: sentence, code: "route.not_found", request_id: requestId };
  const response = isApi(request)
    ? NextResponse.json(body, { status: 404 })
    : new NextResponse(sentence, { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
  addHeaders(response.headers, { ...apiHeaders(), "x-request-id": requestId });
  return response;
}

/** The script that companies' websites include is a file, open to anybody; that it can be hidden, no file could say. */
const answerScript = (request: NextRequest): Response | Promise<Response> =>
  isOn("kpis") ? NextResponse.next() : nowhere(request, {});

/** The answer of a company's host of links to everything but links, where no server of ours stands in front of Next. */
async function answerOnCompanysHost(request: NextRequest): Promise<NextResponse | null> {
  const host = env().VERCEL ? foreignHost(request.headers.get("host") ?? undefined) : null;
  const instead = host === null ? null : await answerOnLinkHost(host, request.nextUrl.pathname);
  return instead && new NextResponse(instead.body, { status: instead.status, headers: instead.headers });
}

/**
 * Default deny: whatever passes here needs a session, but the open pages and API keys. Pages count by person and get their content
 * security policy; API routes answer 401 as JSON, pages lead to the sign-in.
 */
export const gate: NextMiddleware = async (request, event) => {
  const instead = await answerOnCompanysHost(request);
  if (instead) return instead;
  if (!isReadable(request.nextUrl.pathname)) return refuseUnreadable(request);
  return request.nextUrl.pathname === "/g.js" ? answerScript(request) : admitWithSession(request, event);
};
