import type { oas31 } from "zod-openapi";
import type { Operation } from "./operation";

type Examples = Record<string, { summary: string; value: unknown }>;

/** Refusals that many operations share: the name of each, and when it comes. */
const COMMON: Readonly<Record<number, [name: string, description: string]>> = {
  400: ["Invalid", "The request is invalid; `field` names the part."],
  401: ["Unauthenticated", "The credential is missing, mistyped, rotated, revoked or expired."],
  403: ["Forbidden", "You do not have this permission, or the workspace is frozen (`workspace.frozen`)."],
  404: ["NotFound", "It does not exist in this workspace."],
  413: ["TooLarge", "The body is too large."],
  415: ["NotJson", "The content type is not JSON."],
  429: ["TooMany", "Too many requests (`rate.limited`). Wait for `retry-after`."],
  500: ["OurFault", "Something failed on our side. Send the request again."],
  503: [
    "Unavailable",
    "A dependency is down, busy (`ingestion.busy`) or slow (`ingestion.slow`). Wait for `retry-after`, then send the same request again.",
  ],
};

const RETRY_AFTER = {
  "retry-after": { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } },
} satisfies oas31.HeadersObject;

/** A refusal with the contract's body. */
export function errorResponse(status: number, description?: string, examples: Examples = {}): oas31.ResponseObject {
  return {
    description: description ?? COMMON[status]?.[1] ?? "Refused.",
    ...((status === 429 || status === 503) && { headers: RETRY_AFTER }),
    content: {
      "application/json": {
        schema: { $ref: "#/components/schemas/Error" },
        ...(Object.keys(examples).length > 0 && { examples }),
      },
    },
  };
}

export const COMMON_RESPONSES: Record<string, oas31.ResponseObject> = Object.fromEntries(
  Object.entries(COMMON).map(([status, [name]]) => [name, errorResponse(Number(status))]),
);

/** The shared refusals that can meet an operation, by status, as references. */
export function commonRefusals({ who, path, input }: Operation): Record<number, string> {
  const named = /\[/.test(path);
  const statuses = [
    ...(Object.keys(input).length > 0 || named ? [400] : []),
    ...(who === "anybody" ? [] : [401, 403]),
    ...(named ? [404] : []),
    ...(input.body || input.form ? [413, 415] : []),
    ...[429, 500, 503],
  ];
  return Object.fromEntries(statuses.map((status) => [status, `#/components/responses/${COMMON[status]?.[0]}`]));
}
