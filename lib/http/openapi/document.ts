import type { ZodType } from "zod";
import { isOn } from "@/lib/platform/features";
import { ErrorBody } from "./answers";
import { curlOf, namesWorkspaceInQuery, takesKeys } from "./curl";
import { withWord, withWords } from "./field-words";
import { asMarkdown } from "./guide";
import { acceptedBody, toJsonSchema, type JsonSchema } from "./json-schema";
import { SAMPLE_PLACE, type Example, type Operation, type Place, type Tag } from "./operation";
import { OPERATIONS, TAGS } from "./operations";
import { COMMON_RESPONSES, commonRefusals, errorResponse, type ResponseObject } from "./refusals";
import { SECURITY_SCHEMES, securityOf, type Security } from "./security";

type Examples = Record<string, { summary: string; value: unknown }>;
type Media = { schema: JsonSchema; examples?: Examples };
type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
};
/** A command that runs, and the names under which its example and answer stand in the operation. */
export type CodeSample = { lang: "Shell"; label: string; source: string; example: string; status: number };
export type DocumentedOperation = {
  operationId: string;
  tags: [Tag];
  summary: string;
  description: string;
  security: Security[];
  parameters: Parameter[];
  requestBody?: { required: true; content: Record<string, Media> };
  responses: Record<string, ResponseObject | { $ref: string }>;
  "x-codeSamples": CodeSample[];
};
export type OpenApiDocument = {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, ResponseObject>;
    securitySchemes: typeof SECURITY_SCHEMES;
  };
};

type Options = { origin: string; place?: Partial<Place> };
type Writing = { origin: string; place: Place; components: Record<string, JsonSchema> };

/** The API as OpenAPI 3.1, without what is switched off. Examples and commands name the things of `place`, so that they work as they stand for whoever owns those. */
export function openApiDocument({ origin, place = {} }: Options): OpenApiDocument {
  const writing: Writing = { origin, place: { ...SAMPLE_PLACE, ...place }, components: {} };
  convert(ErrorBody, "output", writing);
  const paths: OpenApiDocument["paths"] = {};
  const operations = OPERATIONS.filter(({ feature }) => isOn(feature));
  for (const operation of operations) {
    const path = operation.path.replace(/\[(\w+)\]/g, "{$1}");
    (paths[path] ??= {})[operation.method.toLowerCase()] = describe(operation, writing);
  }
  const schemas = Object.fromEntries(
    Object.entries(writing.components).map(([id, schema]) => [id, withWords(schema, id)]),
  );
  return {
    openapi: "3.1.1",
    info: { title: "Greenlight", version: "1", description: asMarkdown() },
    servers: [{ url: origin }],
    tags: Object.entries(TAGS)
      .filter(([name]) => operations.some(({ tag }) => tag === name))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas, responses: COMMON_RESPONSES, securitySchemes: SECURITY_SCHEMES },
  };
}

function convert(schema: ZodType, io: "input" | "output", writing: Writing): JsonSchema {
  const { schema: converted, components } = toJsonSchema(schema, io);
  Object.assign(writing.components, components);
  return converted;
}

/** `POST /api/workspaces/[workspaceId]/keys` → `post-workspaces-workspace-id-keys`: also its anchor on the page. */
const idOf = ({ method, path }: Operation): string =>
  `${method}${path.replace(/^\/api/, "").replace(/[[\]]/g, "")}`
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replace(/[/_]/g, "-")
    .toLowerCase();

function describe(operation: Operation, writing: Writing): DocumentedOperation {
  const { tag, summary, notes, permission } = operation;
  const examples = Object.entries(operation.examples(writing.place));
  const needs = permission && `Needs the permission \`${permission}\`${takesKeys(operation) ? "" : ", and a session"}.`;
  const body = requestBodyOf(operation, examples, writing);
  return {
    operationId: idOf(operation),
    tags: [tag],
    summary,
    description: [notes, needs].filter(Boolean).join(" "),
    security: securityOf(operation),
    parameters: parametersOf(operation, examples[0]?.[1], writing),
    ...(body && { requestBody: body }),
    responses: responsesOf(operation, examples, writing),
    "x-codeSamples": examples.map(([example, one]) => ({
      lang: "Shell",
      label: one.summary,
      source: curlOf(operation, one, writing),
      example,
      status: one.status ?? operation.status,
    })),
  };
}

type NamedExample = [name: string, example: Example];

function parametersOf(operation: Operation, example: Example | undefined, writing: Writing): Parameter[] {
  const { input, path, who } = operation;
  const params = input.params ? convert(input.params, "input", writing).properties : {};
  const inPath = [...path.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) =>
    parameter(name, "path", { schema: schemaAt(params, name), required: true }),
  );
  const query = input.query ? convert(input.query, "input", writing) : {};
  const workspace = namesWorkspaceInQuery(operation)
    ? [parameter("workspace_id", "query", { schema: UUID, example: writing.place.workspaceId })]
    : [];
  const inQuery = Object.keys(query.properties ?? {}).map((name) =>
    parameter(name, "query", {
      schema: schemaAt(query.properties, name),
      required: query.required?.includes(name),
      example: example?.query?.[name],
    }),
  );
  const header = who === "gateway_token" && input.body ? [parameter("x-campaign-id", "header", { schema: UUID })] : [];
  return [...inPath, ...workspace, ...inQuery, ...header];
}

const UUID: JsonSchema = { type: "string", format: "uuid" };
const schemaAt = (properties: JsonSchema["properties"], name: string): JsonSchema => {
  const found = properties?.[name];
  return typeof found === "object" ? found : UUID;
};

type Given = { schema: JsonSchema; required?: boolean; example?: unknown };

function parameter(name: string, where: Parameter["in"], { schema, required = false, example }: Given): Parameter {
  const { description, ...plain } = withWord(name, schema, where);
  return {
    name,
    in: where,
    required,
    ...(description !== undefined && { description }),
    schema: plain,
    // A query is text: a number of it is shown as one.
    ...(example !== undefined && { example: plain.type === "integer" ? Number(example) : example }),
  };
}

function requestBodyOf(
  operation: Operation,
  examples: NamedExample[],
  writing: Writing,
): DocumentedOperation["requestBody"] {
  const { input, path } = operation;
  const schema = input.body ? acceptedBody(input.body, path) : input.form;
  if (!schema) return undefined;
  const converted = withWords(withWorkspace(convert(schema, "input", writing), operation), "body");
  if (input.form) return { required: true, content: { "multipart/form-data": { schema: converted } } };
  const given = examples.filter(([, { body }]) => body !== undefined);
  const values = given.map(([name, { summary, body }]) => [name, { summary, value: body }]);
  return {
    required: true,
    content: { "application/json": { schema: converted, examples: Object.fromEntries(values) as Examples } },
  };
}

/** The wrapper reads `workspace_id` from the body, before the verb's schema sees it. */
function withWorkspace(schema: JsonSchema, { who, path }: Operation): JsonSchema {
  if (who !== "member" || path.includes("[workspaceId]") || !schema.properties) return schema;
  return { ...schema, properties: { workspace_id: UUID, ...schema.properties } };
}

function responsesOf(
  operation: Operation,
  examples: NamedExample[],
  writing: Writing,
): DocumentedOperation["responses"] {
  const { status, answer, stream, refusals = {} } = operation;
  const answered = (of: number): Examples =>
    Object.fromEntries(
      examples
        .filter(([, one]) => (one.status ?? status) === of && one.answer !== undefined)
        .map(([name, { summary, answer: value }]) => [name, { summary, value }]),
    );
  const content: Record<string, Media> = {
    ...(answer && { "application/json": { schema: convert(answer, "output", writing), examples: answered(status) } }),
    ...(stream !== undefined && { "text/event-stream": { schema: { type: "string", description: stream } } }),
  };
  const refused = Object.entries({ ...commonRefusals(operation), ...refusals }).map(([code, description]) => {
    const shown = answered(Number(code));
    const isCommon = refusals[Number(code)] === undefined && Object.keys(shown).length === 0;
    return [code, isCommon ? { $ref: description } : errorResponse(Number(code), refusals[Number(code)], shown)];
  });
  const done = { description: "Done.", ...(Object.keys(content).length > 0 && { content }) };
  return { [status]: done, ...(Object.fromEntries(refused) as DocumentedOperation["responses"]) };
}
