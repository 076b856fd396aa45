import type { JsonSchema } from "./json-schema";
import type { Operation } from "./operation";

export type ResponseObject = {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content?: Record<string, { schema: JsonSchema; examples?: Record<string, { summary: string; value: unknown }> }>;
};
type Examples = Record<string, { summary: string; value: unknown }>;

/** Refusals that many operations share: the name of each, and when it comes. */
const COMMON: Readonly<Record<number, [name: string, description: string]>> = {
  400: ["Invalid", "The request cannot be read; `field` names where."],
  401: ["Unauthenticated", "No valid credential: missing, mistyped, rotated, revoked or expired."],
  403: ["Forbidden", "Not allowed here, or the workspace is frozen (`workspace.frozen`)."],
  404: ["NotFound", "There is no such thing here."],
  413: ["TooLarge", "The body is larger than it may be."],
  415: ["NotJson", "The body is not declared as JSON."],
  429: ["TooMany", "Too many requests (`rate.limited`): wait as long as `retry-after` says."],
  500: ["OurFault", "Something went wrong on our side; nothing more is said. Send it again."],
  503: [
    "Unavailable",
    "A part is down, busy (`ingestion.busy`) or slow (`ingestion.slow`): wait as long as `retry-after` says, then send the same.",
  ],
};

const RETRY_AFTER = {
  "retry-after": { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } },
} as const;

/** A refusal with the contract's body. */
export function errorResponse(status: number, description?: string, examples: Examples = {}): ResponseObject {
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

export const COMMON_RESPONSES: Record<string, ResponseObject> = Object.fromEntries(
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
