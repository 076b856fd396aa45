import type { ZodType } from "zod";
import { AppError } from "@/lib/platform/errors";
import { getDb } from "@/lib/platform/db";
import type { SystemCtx } from "@/lib/platform/ctx";
import { env } from "@/lib/platform/env";
import { isOn, type Feature } from "@/lib/platform/features";
import { isUuid, newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { clientAddress } from "./caller-address";
import { toAppError, toErrorResponse } from "./error-response";
import { largeBodies, senderOf } from "./large-bodies";
import { admitAddress, noteRefusal } from "./rate-limits";
import { readForm } from "./read-form";
import { assertStorable, hasJson, readJson, readText } from "./read-json";
import { refuseActor } from "./refuse-actor";
import { addHeaders, apiHeaders } from "./security-headers";

export type RouteContext = { params?: Promise<Record<string, string | string[] | undefined>> };
/** The kind of caller that may enter a route. The walk over all routes reads it from the handlers themselves. */
export type Who =
  | "anybody"
  | "signed_in"
  | "member"
  | "member_of_project"
  | "admin"
  | "webhook_token"
  | "gateway_token"
  | "project_key"
  | "signature"
  | "instance";
type Answer = (request: Request, route: RouteContext) => Promise<Response>;
export type RouteHandler = Answer & {
  access: { who: Who; input: Schemas; status: number; feature?: Feature };
};

/** `form` is a multipart body, `body` a JSON one: a route takes one of them. */
export type Schemas = { params?: ZodType; query?: ZodType; body?: ZodType; form?: ZodType };
export type Parsed<S extends Schemas> = { [K in keyof S]: S[K] extends ZodType<infer T> ? T : never };
/** The raw input, before any schema: enough to identify the caller and the workspace. */
export type RawInput = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown };

export type RouteOptions<Ctx, S extends Schemas> = {
  input: S;
  status?: 200 | 201 | 202 | 204;
  /** The feature that the route belongs to: while it is off, the address answers 404. */
  feature?: Feature;
  /** Of a JSON array, the handler judges each item by itself, also whether it can be stored. */
  itemwise?: boolean;
  /** The JSON body may hold a whole email: up to 31 MiB, in turns with the other large ones. */
  large?: boolean;
  handler: (ctx: Ctx, input: Parsed<S>, request: Request) => Promise<unknown>;
};

/** How one kind of caller gets in: `identify` before the body is read, `enter` once the raw input is known. */
export type Door<Ctx, Caller> = {
  who: Who;
  /** `text`: as it came, for a signature over its bytes. `unread`: left to the handler, which reads it as a stream. */
  body?: "text" | "unread";
  identify: (request: Request, system: SystemCtx) => Promise<Caller>;
  enter: (caller: Caller, raw: RawInput, request: Request) => Promise<Ctx>;
};

const HEADER = "x-request-id";
/** Counted by token once that is known; strangers end at their first few wrong ones. */
const MACHINES: ReadonlySet<Who> = new Set(["webhook_token", "gateway_token", "project_key"]);
/** Their bodies are in another's words, which may use the name of an actor for something else. */
const VENDORS: ReadonlySet<Who> = new Set(["anybody", "signature", "instance", "gateway_token"]);

function requestIdOf(request: Request): string {
  const given = request.headers.get(HEADER);
  return given && /^[\w.-]{1,64}$/.test(given) ? given : newId();
}

type Reading = { input: Schemas; body?: "text" | "unread"; itemwise?: boolean; large?: boolean };

async function readInput(request: Request, route: RouteContext, reading: Reading): Promise<RawInput> {
  const address = {
    // Next gives a route without dynamic segments none.
    params: (await route.params) ?? {},
    query: Object.fromEntries(new URL(request.url).searchParams),
  };
  assertStorable(address);
  return { ...address, body: await readBody(request, reading) };
}

function readBody(request: Request, { input, body, itemwise, large }: Reading): Promise<unknown> | undefined {
  if (body === "text") return readText(request);
  if (body === "unread") return undefined;
  if (input.form) return readForm(request);
  // A route that asks for nothing may still be told the workspace in a body.
  return input.body || hasJson(request) ? readJson(request, { itemwise, large }) : undefined;
}

function parseInput<S extends Schemas>(input: S, raw: RawInput): Parsed<S> {
  return {
    ...(input.params && { params: input.params.parse(raw.params) }),
    ...(input.query && { query: input.query.parse(raw.query) }),
    ...(input.body && { body: input.body.parse(raw.body) }),
    ...(input.form && { form: input.form.parse(raw.body) }),
  } as Parsed<S>;
}

function toResponse(result: unknown, status: number): Response {
  if (result instanceof Response) return result;
  return status === 204 ? new Response(null, { status }) : Response.json(result, { status });
}

function report(error: unknown, request: Request, requestId: string): Response {
  const app = toAppError(error);
  const level = app.kind === "internal" ? "error" : "debug";
  const cause = app.cause ?? app;
  log()[level](
    { request_id: requestId, method: request.method, path: new URL(request.url).pathname, code: app.code, err: cause },
    app.message,
  );
  return toErrorResponse(app, requestId);
}

const isLarge = ({ headers }: Request): boolean => Number(headers.get("content-length") ?? Infinity) > 1024 * 1024;

/** Request id, who asks, input, verb, answer, errors. */
function answerBehind<Ctx, Caller, const S extends Schemas>(
  { who, body, identify, enter }: Door<Ctx, Caller>,
  { input, status = 200, itemwise, large, handler }: RouteOptions<Ctx, S>,
): Answer {
  return async (request, route) => {
    const requestId = requestIdOf(request);
    const address = clientAddress(request.headers.get("x-forwarded-for"), env().TRUSTED_PROXY_HOPS);
    const answer = async (): Promise<Response> => {
      const system: SystemCtx = { requestId, address, db: getDb(), now: () => new Date() };
      await admitAddress(address, { counted: !MACHINES.has(who) });
      const caller = await identify(request, system);
      const handle = async (): Promise<Response> => {
        const raw = await readInput(request, route, { input, body, itemwise, large });
        // Of a batch whose items are judged one by one, each is refused by itself.
        if (!VENDORS.has(who) && !(itemwise && Array.isArray(raw.body)))
          refuseActor(raw.body, input.body ?? input.form);
        const ctx = await enter(caller, raw, request);
        return toResponse(await handler(ctx, parseInput(input, raw), request), status);
      };
      return input.form || (large && isLarge(request)) ? largeBodies.run(senderOf(request, address), handle) : handle();
    };
    const response = await answer().catch(async (error: unknown) => {
      await noteRefusal(address, request, toAppError(error));
      return report(error, request, requestId);
    });
    response.headers.set(HEADER, requestId);
    addHeaders(response.headers, apiHeaders());
    return response;
  };
}

/** A door for whoever asks; what they bring is not read. */
export const OPEN_DOOR: Door<SystemCtx, SystemCtx> = {
  who: "anybody",
  body: "unread",
  identify: async (_request, system) => system,
  enter: async (system) => system,
};

/** Enough to recognise one's own request by. */
const SHOWN = 200;
export const askedOf = ({ method, url }: Request): string => `${method} ${new URL(url).pathname.slice(0, SHOWN)}`;

/** Answers an address that does not exist: 404 `route.not_found`, whatever one tries there. */
export const nowhere: Answer = answerBehind(OPEN_DOOR, {
  input: {},
  handler: async (_ctx, _input, request) => {
    const sentence = `There is no ${askedOf(request)} here. Look for the right address in /docs/api.`;
    throw new AppError("not_found", sentence, { code: "route.not_found" });
  },
});

/** The answer, or that of {@link nowhere} as long as the feature is switched off: asked at each request, before anything else. */
export const whileOn =
  (feature: Feature | undefined, answer: Answer): Answer =>
  (...call) =>
    (isOn(feature) ? answer : nowhere)(...call);

/** The one core under every wrapper. */
export function makeRoute<Ctx, Caller, const S extends Schemas>(
  door: Door<Ctx, Caller>,
  options: RouteOptions<Ctx, S>,
): RouteHandler {
  const { input, status = 200, feature } = options;
  return Object.assign(whileOn(feature, answerBehind(door, options)), {
    access: { who: door.who, input, status, ...(feature && { feature }) },
  });
}

const workspaceNamedBy = (raw: RawInput, request: Request): unknown => {
  const body = Array.isArray(raw.body) ? (raw.body[0] as unknown) : raw.body;
  const inBody = typeof body === "object" && body !== null && "workspace_id" in body ? body.workspace_id : undefined;
  return raw.params.workspaceId ?? raw.query.workspace_id ?? inBody ?? request.headers.get("x-workspace-id");
};

const isNothing = (id: unknown): boolean => id === undefined || id === null || id === "";

/** Whether a request names a workspace at all. */
export const namesWorkspace = (raw: RawInput, request: Request): boolean => !isNothing(workspaceNamedBy(raw, request));

/** The workspace a request names: by path, query, body or header, in this order; 400 when it names none. */
export function namedWorkspace(raw: RawInput, request: Request): string {
  const id = workspaceNamedBy(raw, request);
  if (isNothing(id)) {
    throw new AppError("invalid", "workspace_id is required", {
      code: "workspace_id.missing",
      details: { field: "workspace_id" },
    });
  }
  if (typeof id !== "string" || !isUuid(id)) {
    throw new AppError("invalid", "workspace_id must be a uuid", {
      code: "workspace_id.invalid",
      details: { field: "workspace_id" },
    });
  }
  return id.toLowerCase();
}
