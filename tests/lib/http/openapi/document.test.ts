import { validate } from "@readme/openapi-parser";
import { beforeAll, describe, expect, test } from "vitest";
import { acceptedBody } from "@/lib/http/openapi/json-schema";
import { openApiDocument, type DocumentedOperation, type OpenApiDocument } from "@/lib/http/openapi/document";
import { SAMPLE_PLACE } from "@/lib/http/openapi/operation";
import { OPERATIONS, TAGS } from "@/lib/http/openapi/operations";
import { routeManifest, type Entrance } from "../../../support/route-manifest";
import { schemaJudge } from "./schema-judge";

/** Routes that the description leaves out, each with the reason. */
const UNDOCUMENTED: [RegExp, reason: string][] = [
  [/^\w+ \/api\/admin\//, "administrators use their pages; every use is written to the audit log"],
  [
    /^\w+ \/api\/onboarding\/(?!brand\/auto-scrape|dns\/(?!entri\/)|tracking\/|validate-calendly)/,
    "the wizard's own steps, which change with its pages",
  ],
  [
    /^\w+ \/api\/projects\/\[projectId\]\/(assets|exports|integrations|billing|runtime)/,
    "the pages' own: files, archives, accounts, payment and the runtime are managed there",
  ],
  [/^\w+ \/api\/assets\/\w+\/\[token\]$/, "links that the application hands out ready for use"],
  [/^\w+ \/api\/(webhooks\/|email\/inbound$)/, "called by a vendor, to its own description"],
  [
    /^\w+ \/api\/projects\/\[projectId\]\/(email-identity\/(test|confirm-address)$|messages\/threads\/\[)/,
    "the page Mail's own",
  ],
  [/^\w+ \/api\/mailbox\/messages/, "the test mailbox: one's own machine only, from its page"],
  [
    /^POST \/api\/(sandbox\/engine\/|n8n\/execution-events$|sidecar\/|runtime\/)/,
    "the machines' own: Greenlight's workflows and sidecars, and companies' own runtimes, call them",
  ],
  [/^\w+ \/api\/sandbox\/(test-campaign|history|execution)/, "the page of a campaign's tests: its own"],
  [/^POST \/api\/mcp$/, "the Model Context Protocol describes itself to its clients"],
  [/^\w+ \/api\/local\//, "one's own machine only, where nobody else can call"],
  [/^\w+ \/[an]\/\[token\]$/, "links in emails, for the members who may decide"],
  [/^\w+ \/api\/worker\/drain$/, "the scheduler of a host without a worker calls it"],
  [/^GET \/api\/track\//, "counted links in emails, for their recipients"],
  [/^\w+ \/u\/\[token\]$/, "links in mails, for their recipients (RFC 8058)"],
  [/^GET \/api\/openapi\.json$/, "this description itself"],
];

/** As the validator's own types have it. */
type Described = Exclude<Parameters<typeof validate>[0], string>;

const label = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

let document: OpenApiDocument;
let entrances: Entrance[];
beforeAll(async () => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  document = openApiDocument({ origin: "https://greenlight.example" });
  entrances = (await routeManifest()).flatMap((door) => door.entrances);
});
const operations = (): DocumentedOperation[] =>
  Object.values(document.paths).flatMap((methods) => Object.values(methods));

/** Schemas without a name are numbered through the document: here without the number, and without the schema itself. */
function numberless(of: OpenApiDocument): OpenApiDocument {
  const schemas = Object.fromEntries(
    Object.entries(of.components.schemas).filter(([name]) => !name.startsWith("__schema")),
  );
  const text = JSON.stringify({ ...of, components: { ...of.components, schemas } });
  return JSON.parse(text.replace(/__schema\d+/g, "__schema")) as OpenApiDocument;
}

describe("every route", () => {
  const isUndocumented = (entrance: Entrance): boolean => UNDOCUMENTED.some(([of]) => of.test(label(entrance)));

  test("is documented, or is left out for a reason, and not both", () => {
    const documented = new Set(OPERATIONS.map(label));
    expect(documented.size).toBe(OPERATIONS.length);
    expect(entrances.filter((one) => !documented.has(label(one)) && !isUndocumented(one)).map(label)).toEqual([]);
    expect(entrances.filter((one) => documented.has(label(one)) && isUndocumented(one)).map(label)).toEqual([]);
    expect([...documented].filter((one) => !entrances.some((entrance) => label(entrance) === one))).toEqual([]);
  });

  test("no reason outlives its route", () => {
    expect(UNDOCUMENTED.filter(([of]) => !entrances.some((one) => of.test(label(one))))).toEqual([]);
  });

  test("is documented with the very schemas, status and callers its handler declares", () => {
    for (const operation of OPERATIONS) {
      const { who, input, status } = entrances.find((one) => label(one) === label(operation))!;
      expect({ who: operation.who, status: operation.status }, label(operation)).toEqual({ who, status });
      expect(Object.keys(operation.input).toSorted(), label(operation)).toEqual(Object.keys(input).toSorted());
      for (const part of ["params", "query", "body", "form"] as const)
        expect(operation.input[part] === input[part], `${label(operation)}: ${part}`).toBe(true);
    }
  });
});

describe("the document", () => {
  test("is valid OpenAPI 3.1", async () => {
    // The validator resolves what it is given in place.
    const result = await validate(structuredClone(document) as unknown as Described);
    expect(result).toMatchObject({ valid: true, specification: "OpenAPI" });
  });

  test("that lacks something is noticed", async () => {
    const broken = structuredClone(document) as unknown as Described;
    delete (broken.info as { title?: string }).title;
    expect(await validate(broken)).toMatchObject({ valid: false });
  });

  test("refers to nothing that is not there", () => {
    const known = new Set([
      ...Object.keys(document.components.schemas).map((id) => `#/components/schemas/${id}`),
      ...Object.keys(document.components.responses).map((id) => `#/components/responses/${id}`),
    ]);
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(referred.length).toBeGreaterThan(100);
    expect(referred.filter((ref) => !known.has(ref ?? ""))).toEqual([]);
  });

  test("gives every operation a name of its own, a known tag and an example", () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][a-z0-9.-]*$/.test(id))).toEqual([]);
    expect(operations().filter(({ tags }) => !(tags[0] in TAGS))).toEqual([]);
    expect(operations().filter((one) => one["x-codeSamples"].length === 0)).toEqual([]);
    expect(Object.keys(TAGS).filter((tag) => !operations().some(({ tags }) => tags[0] === tag))).toEqual([]);
  });

  test("says of every field a caller may send what it means", () => {
    const silent = operations().flatMap(({ operationId, parameters, requestBody }) => [
      ...(parameters ?? []).filter(({ description }) => !description).map(({ name }) => `${operationId}: ${name}`),
      ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
        silentFields(schema).map((name) => `${operationId}: ${name}`),
      ),
    ]);
    const components = ["Event", "CostEvent", "AnalyticsEvent", "PaymentEvent"].flatMap((id) =>
      silentFields(document.components.schemas[id] ?? {}).map((name) => `${id}: ${name}`),
    );
    expect([...silent, ...components]).toEqual([]);
  });

  test("documents a batch as what is judged: one of the event, or an array of it", () => {
    const schema = document.paths["/api/events"]?.post?.requestBody?.content["application/json"]?.schema;
    const event = { $ref: "#/components/schemas/Event" };
    expect(schema).toEqual({ oneOf: [event, { type: "array", maxItems: 1000, items: event }] });
    expect(document.components.schemas.Event?.required).toEqual([
      "workspace_id",
      "contact_email",
      "event_type",
      "idempotency_key",
    ]);
    expect(document.components.schemas.PaymentEvent?.properties).toHaveProperty("amount_cents");
  });

  test("describes one operation alone as it does among all", () => {
    const among = numberless(document);
    for (const operation of OPERATIONS) {
      const alone = numberless(openApiDocument({ origin: "https://greenlight.example", operations: [operation] }));
      const path = operation.path.replace(/\[(\w+)\]/g, "{$1}");
      const method = operation.method.toLowerCase();
      expect(alone.paths[path]?.[method], label(operation)).toEqual(among.paths[path]?.[method]);
      expect(among.components.schemas, label(operation)).toMatchObject(alone.components.schemas);
    }
  });

  test("asks to wait where waiting helps", () => {
    expect(document.components.responses.TooMany?.headers).toHaveProperty("retry-after");
    expect(document.components.responses.Unavailable?.headers).toHaveProperty("retry-after");
    for (const { responses, operationId } of operations())
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(["429", "503"]));
  });
});

describe("every example", () => {
  test("fits the document's own schemas", () => {
    const judge = schemaJudge(document);
    const shown = operations().flatMap(({ operationId, requestBody, responses, "x-codeSamples": samples }) => {
      const refused = new Set(samples.filter(({ status }) => status === 400).map(({ example }) => example));
      const answers = Object.values(responses).flatMap((one) => ("content" in one ? valuesOf(one.content ?? {}) : []));
      const partly = new Set(answers.filter(({ value }) => holdsRejections(value)).map(({ name }) => name));
      const bodies = valuesOf(requestBody?.content ?? {}).filter(({ name }) => !refused.has(name) && !partly.has(name));
      return [...answers, ...bodies].map((one) => ({ of: `${operationId}: ${one.name}`, ...one }));
    });
    expect(shown.length).toBeGreaterThan(60);
    const misfits = shown.map(({ of, schema, value }) => ({ of, problem: judge(schema, value) }));
    expect(misfits.filter(({ problem }) => problem !== null)).toEqual([]);
  });

  test("fits the zod schemas of the route and of its answer", () => {
    const misfits = OPERATIONS.flatMap((operation) =>
      Object.entries(operation.examples(SAMPLE_PLACE)).flatMap(([name, { body, answer, status }]) => {
        const accepted = operation.input.body && acceptedBody(operation.input.body, operation.path);
        const takes = status === 400 || holdsRejections(answer) ? undefined : accepted?.safeParse(body).error;
        const answers =
          status === undefined && answer !== undefined ? operation.answer?.safeParse(answer).error : undefined;
        const error = takes ?? answers;
        return error ? [`${label(operation)}: ${name}: ${error.message}`] : [];
      }),
    );
    expect(misfits).toEqual([]);
  });
});

/** The body of such an answer holds an item that does not fit, to show what becomes of it. */
const holdsRejections = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "rejected" in answer && JSON.stringify(answer.rejected) !== "[]";

type Shown = { name: string; schema: object; value: unknown };
type Content = Record<string, { schema: object; examples?: Record<string, { value: unknown }> }>;
const valuesOf = (content: Content): Shown[] =>
  Object.values(content).flatMap(({ schema, examples = {} }) =>
    Object.entries(examples).map(([name, { value }]) => ({ name, schema, value })),
  );

function silentFields(schema: object): string[] {
  const {
    properties = {},
    oneOf = [],
    items,
  } = schema as {
    properties?: Record<string, { description?: string }>;
    oneOf?: object[];
    items?: object;
  };
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      ...(field.description ? [] : [name]),
      ...silentFields(field),
    ]),
    ...oneOf.flatMap(silentFields),
    ...(items ? silentFields(items) : []),
  ];
}
