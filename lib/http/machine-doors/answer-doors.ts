import type { ServerRequest } from "srvx";
import { busy } from "@/lib/metering/events/fair-room";
import { newId } from "@/lib/platform/ids";
import config from "@/next.config";
import { toErrorResponse } from "../error-response";
import type { RouteHandler } from "../route";
import { addHeaders, apiHeaders } from "../security-headers";
import type { Door, FoundDoor } from "./find-door";
import type { Underway } from "./underway";

type Named = readonly (readonly [string, string])[];
export type Asked = FoundDoor & { handler: RouteHandler };

/** The headers that Next sets on every answer of a path (next.config.ts): the same here. */
export async function headersOf(path: string): Promise<Named> {
  const rules = (await config.headers?.()) ?? [];
  const applying = rules.filter(({ source }) => source === "/:path*" || new RegExp(`^${source}$`).test(path));
  return applying.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value] as const));
}

export function withHeaders(response: Response, headers: Named): Response {
  for (const [name, value] of headers) response.headers.set(name, value);
  return response;
}

const tooBusy = (): Response => {
  const requestId = newId();
  const response = toErrorResponse(busy(), requestId);
  response.headers.set("x-request-id", requestId);
  addHeaders(response.headers, apiHeaders());
  return response;
};

/** Answers requests at these doors without Next: by the same handlers, with the same headers. */
export async function answerDoors(doors: readonly Door[], underway: Underway) {
  const named = new Map(await Promise.all(doors.map(async (door) => [door, await headersOf(door.path)] as const)));
  return async (request: ServerRequest, { door, params, handler }: Asked): Promise<Response> => {
    const headers = named.get(door) ?? [];
    if (underway.isFull()) return withHeaders(tooBusy(), headers);
    underway.readFromSocket(request);
    return withHeaders(await handler(request, { params: Promise.resolve(params) }), headers);
  };
}
