import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { headersOf } from "./machine-doors/answer-doors";

const PREFIX = "/_next/static/";

export type StaticFiles = (request: IncomingMessage, response: ServerResponse, otherwise: () => void) => void;

/**
 * Answers browsers that take brotli with the scripts and styles of the build as `npm start` compressed them: a sixth smaller than what
 * Next compresses anew for every answer. Everything else, and a build that was not compressed, is left to Next.
 */
export async function staticFiles(build: string): Promise<StaticFiles> {
  const folder = join(build, "brotli");
  if (!existsSync(folder)) return (_request, _response, otherwise) => otherwise();
  const headers = await headersOf(PREFIX);
  const files = sirv(folder, {
    brotli: true,
    setHeaders: (response) => {
      for (const [name, value] of headers) response.setHeader(name, value);
      response.setHeader("cache-control", "public, max-age=31536000, immutable");
    },
  });
  return (request, response, otherwise) =>
    request.url?.startsWith(PREFIX) ? files(request, response, otherwise) : otherwise();
}
