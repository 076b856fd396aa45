import type { CodeSample, DocumentedOperation } from "@/lib/http/openapi/document";
import type { JsonSchema } from "@/lib/http/openapi/json-schema";

const JSON_TYPE = "application/json";

const CREDENTIALS: Readonly<Record<string, string>> = {
  webhookToken: "Webhook token",
  projectKey: "Project key",
  apiKey: "API key",
  session: "Session",
};

/** Whether the page can send it: with a session, as JSON, to an answer that ends. */
export const canTry = ({ security, requestBody, responses }: DocumentedOperation): boolean =>
  security.some((one) => "session" in one) &&
  Object.keys(requestBody?.content ?? {}).every((type) => type === JSON_TYPE) &&
  !JSON.stringify(responses).includes("text/event-stream");

/** The credentials that open it, in words. */
export function credentialsOf({ security }: DocumentedOperation): string[] {
  const names = security.flatMap((one) => Object.keys(one)).flatMap((scheme) => CREDENTIALS[scheme] ?? []);
  return names.length > 0 ? names : ["No credential"];
}

export const bodySchemaOf = ({ requestBody }: DocumentedOperation): JsonSchema | undefined =>
  Object.values(requestBody?.content ?? {})[0]?.schema;

/** The answer shown beside an example; undefined for a stream. */
export function answerTo({ status, example }: CodeSample, { responses }: DocumentedOperation): unknown {
  const response = responses[status];
  return response && "content" in response ? response.content?.[JSON_TYPE]?.examples?.[example]?.value : undefined;
}

type Refusal = { status: string; description: string };

/** The schema of the answer when all is well, and the refusals that are particular to the operation. */
export function refusalsOf({ responses }: DocumentedOperation): {
  schema: JsonSchema | undefined;
  refusals: Refusal[];
} {
  const told = Object.entries(responses).flatMap(([status, response]) =>
    "description" in response ? [{ status, response }] : [],
  );
  const done = told.find(({ status }) => Number(status) < 400);
  return {
    schema: done?.response.content?.[JSON_TYPE]?.schema,
    refusals: told
      .filter(({ status }) => Number(status) >= 400)
      .map(({ status, response: { description } }) => ({ status, description })),
  };
}
