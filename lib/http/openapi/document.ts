import { z } from "zod";
import {
  createDocument,
  type oas31,
  type ZodOpenApiMediaTypeObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { WorkspaceRef } from "@/lib/foundation/access/schemas";
import { isOn } from "@/lib/platform/features";
import { ErrorBody } from "./answers";
import { addressOf, curlOf, namesWorkspaceInQuery, takesKeys } from "./curl";
import { asMarkdown } from "./guide";
import { acceptedBody, renderSchema, type JsonSchema } from "./json-schema";
import { SAMPLE_PLACE, type Example, type Operation, type Place, type Tag } from "./operation";
import { OPERATIONS, TAGS } from "./operations";
import { COMMON_RESPONSES, commonRefusals, errorResponse } from "./refusals";
import { SECURITY_SCHEMES, securityOf } from "./security";

/** A command that runs, the same request in parts, and the name under which the operation holds its example and answer. */
export type CodeSample = {
  lang: "Shell";
  label: string;
  source: string;
  example: string;
  status: number;
  request: { method: Operation["method"]; address: string; body?: unknown };
};
type Media = { schema: JsonSchema; examples?: Record<string, { summary: string; value: unknown }> };
export type DocumentedResponse = { $ref: string } | { description: string; content?: Record<string, Media> };
/** The parts of an operation in the document; this file writes each of them. */
export type DocumentedOperation = {
  operationId: string;
  tags: [Tag];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters?: DocumentedParameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, DocumentedResponse>;
  "x-codeSamples": CodeSample[];
};
export type DocumentedParameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: JsonSchema;
};
export type OpenApiDocument = Omit<oas31.OpenAPIObject, "paths" | "tags" | "components"> & {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, oas31.ResponseObject> };
};

/** `operations`: those that are described, all by default. */
type Options = { origin: string; place?: Partial<Place>; operations?: readonly Operation[] };
type Writing = { origin: string; place: Place };

/** The API as OpenAPI 3.1, without what is switched off. Examples and commands name the things of `place`, so that its owner can run them unchanged. */
export function openApiDocument({ origin, place = {}, operations: all = OPERATIONS }: Options): OpenApiDocument {
  const writing: Writing = { origin, place: { ...SAMPLE_PLACE, ...place } };
  const operations = all.filter(({ feature }) => isOn(feature));
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const path = operation.path.replace(/\[(\w+)\]/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, writing) };
  }
  const document = createDocument(
    {
      openapi: "3.1.1",
      info: { title: "Greenlight", version: "1", description: asMarkdown() },
      servers: [{ url: origin }],
      tags: Object.entries(TAGS)
        .filter(([name]) => operations.some(({ tag }) => tag === name))
        .map(([name, description]) => ({ name, description })),
      paths,
      components: { schemas: { Error: ErrorBody }, responses: COMMON_RESPONSES, securitySchemes: SECURITY_SCHEMES },
    },
    { override: renderSchema, outputIdSuffix: "Answer", allowEmptySchema: { custom: true } },
  );
  return document as OpenApiDocument;
}

/** `POST /api/workspaces/[workspaceId]/keys` → `post-workspaces-workspace-id-keys`: also its anchor on the page. */
const idOf = ({ method, path }: Operation): string =>
  `${method}${path.replace(/^\/api/, "").replace(/[[\]]/g, "")}`
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .replace(/[/_]/g, "-")
    .toLowerCase();

function describe(operation: Operation, writing: Writing): ZodOpenApiOperationObject {
  const { tag, summary, notes, permission } = operation;
  const examples = Object.entries(operation.examples(writing.place));
  const needs = permission && `Needs the permission \`${permission}\`${takesKeys(operation) ? "" : " and a session"}.`;
  const body = requestBodyOf(operation, examples);
  return {
    operationId: idOf(operation),
    tags: [tag],
    summary,
    description: [notes, needs].filter(Boolean).join(" "),
    security: securityOf(operation),
    requestParams: requestParamsOf(operation),
    ...(body && { requestBody: body }),
    responses: responsesOf(operation, examples),
    "x-codeSamples": examples.map(([example, one]) => ({
      lang: "Shell",
      label: one.summary,
      source: curlOf(operation, one, writing),
      example,
      status: one.status ?? operation.status,
      request: {
        method: operation.method,
        address: addressOf(operation, one, writing.place),
        ...(one.body !== undefined && { body: one.body }),
      },
    })),
  };
}

type NamedExample = [name: string, example: Example];

const CallHeaders = z.object({
  "x-campaign-id": z.uuid().optional().meta({ description: "The campaign that the call is for." }),
  "x-lead-id": z.uuid().optional().meta({ description: "The lead that the call is about." }),
});

const { workspace_id } = WorkspaceRef.shape;
/** The wrapper also finds the workspace in the header or the key, so the field may be absent. */
const OptionalWorkspace = { workspace_id: workspace_id.optional().meta({ description: workspace_id.description }) };

/** Parts of an address that the wrapper reads before the route's own schema. */
const PathIds: Readonly<Record<string, z.ZodType>> = {
  workspaceId: z.uuid().meta({ description: "The workspace." }),
  projectId: z.uuid().meta({ description: "The company." }),
};

function requestParamsOf(operation: Operation): ZodOpenApiOperationObject["requestParams"] {
  const { input, path, who } = operation;
  const { params, query } = input;
  const withWorkspace = namesWorkspaceInQuery(operation);
  const asked = query instanceof z.ZodObject ? query.shape : {};
  const inPath = { ...PathIds, ...(params instanceof z.ZodObject && params.shape) };
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
  return {
    ...(names.length > 0 && {
      path: z.object(Object.fromEntries(names.map((name) => [name, inPath[name] ?? z.string()]))),
    }),
    ...((withWorkspace || query) && {
      query: z.object({ ...(withWorkspace && OptionalWorkspace), ...asked }),
    }),
    ...(who === "gateway_token" && input.body && { header: CallHeaders }),
  };
}

function requestBodyOf(operation: Operation, examples: NamedExample[]): ZodOpenApiOperationObject["requestBody"] {
  const { input, path } = operation;
  if (input.form)
    return { required: true, content: { "multipart/form-data": { schema: inWorkspace(input.form, operation) } } };
  if (!input.body) return undefined;
  const schema = inWorkspace(acceptedBody(input.body, path), operation);
  const given = examples.filter(([, { body }]) => body !== undefined);
  const values = given.map(([name, { summary, body }]) => [name, { summary, value: body }]);
  return { required: true, content: { "application/json": { schema, examples: Object.fromEntries(values) } } };
}

/** The wrapper reads `workspace_id` from the body, before the verb's schema sees it. */
function inWorkspace(schema: z.ZodType, { who, path }: Operation): z.ZodType {
  if (who !== "member" || path.includes("[workspaceId]") || !(schema instanceof z.ZodObject)) return schema;
  return z.object({ ...OptionalWorkspace, ...schema.shape });
}

function responsesOf(operation: Operation, examples: NamedExample[]): ZodOpenApiResponsesObject {
  const { status, answer, stream, csv, refusals = {} } = operation;
  const answered = (of: number): NonNullable<Media["examples"]> =>
    Object.fromEntries(
      examples
        .filter(([, one]) => (one.status ?? status) === of && one.answer !== undefined)
        .map(([name, { summary, answer: value }]) => [name, { summary, value }]),
    );
  const content: Record<string, ZodOpenApiMediaTypeObject> = {
    ...(answer && { "application/json": { schema: answer, examples: answered(status) } }),
    ...(csv !== undefined && { "text/csv": { schema: { type: "string", description: csv } } }),
    ...(stream !== undefined && { "text/event-stream": { schema: { type: "string", description: stream } } }),
  };
  const refused = Object.entries({ ...commonRefusals(operation), ...refusals }).map(([code, description]) => {
    const shown = answered(Number(code));
    const isCommon = refusals[Number(code)] === undefined && Object.keys(shown).length === 0;
    return [code, isCommon ? { $ref: description } : errorResponse(Number(code), refusals[Number(code)], shown)];
  });
  const done = { description: "Done.", ...(Object.keys(content).length > 0 && { content }) };
  return { [status]: done, ...(Object.fromEntries(refused) as ZodOpenApiResponsesObject) };
}
