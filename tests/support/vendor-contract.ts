import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Json = Record<string, unknown>;
type Operation = {
  parameters?: Json[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Json }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Json }> }>;
};
type Described = { openapi: string; paths: Record<string, Record<string, Operation>>; components: Json };
export type Exchange = { method: string; path: string; query: string[]; body: unknown };

export type VendorContract = {
  /** The ways in which a request differs from the vendor's description. */
  judgeRequest(exchange: Exchange): string[];
  /** A success as the vendor describes it, as bare as it allows, with these fields put in, or in each item of a list; throws when they do not fit. */
  answer(operation: string, fields: Json | readonly Json[]): unknown;
  /** The same for one of the vendor's named things, to be put into an answer. */
  make(thing: string, fields: Json): Json;
};

/** OpenAPI 3.0 says `nullable`, JSON Schema has the type null. */
function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (value === null || typeof value !== "object") return value;
  const { nullable, discriminator: _, oneOf, ...rest } = value as Json;
  // Some vendors' choices overlap: one that fits is enough.
  const open = { ...rest, ...(oneOf !== undefined && { anyOf: oneOf }) };
  const schema = Object.fromEntries(Object.entries(open).map(([name, one]) => [name, modern(one)]));
  if (nullable !== true) return schema;
  return { anyOf: [schema, { type: "null" }] };
}

/** `bare`: the fields that a vendor promises; `full`: every field that it describes, with a value wherever it allows one. */
export type Fullness = "bare" | "full";

/** A cut of a vendor's own API description, as a judge of what we ask and a maker of what it answers. */
export function vendorContract(vendor: string, fullness: Fullness = "bare"): VendorContract {
  const file = new URL(`../fixtures/vendor-apis/${vendor}.json`, import.meta.url);
  const described = modern(JSON.parse(readFileSync(file, "utf8"))) as Described;
  const id = `https://vendors.example/${vendor}`;
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, validateSchema: false }));
  ajv.addSchema({ $id: id, components: anchored(described.components, id) });
  const compiled = new WeakMap<Json, ValidateFunction>();
  const compile = (schema: Json): ValidateFunction => {
    const validate = compiled.get(schema) ?? ajv.compile(anchored(schema, id) as Json);
    compiled.set(schema, validate);
    return validate;
  };
  const follow = (ref: string): Json =>
    ref
      .slice(2)
      .split("/")
      .reduce<Json>((at, part) => at[part] as Json, described as unknown as Json);
  const sample = sampler(follow, fullness);

  const made = (what: string, schema: Json, fields: Json): Json => {
    const whole = deepMerge(sample(schema) as Json, fields);
    const validate = compile(schema);
    if (!validate(whole)) throw new Error(`${what}: ${ajv.errorsText(validate.errors)}`);
    return whole;
  };

  return {
    make: (thing, fields) => made(thing, follow(`#/components/schemas/${thing}`), fields),
    judgeRequest: ({ method, path, query, body }) => {
      const found = find(described, method, path);
      if (!found) return [`${method} ${path} is not described`];
      const parameters = found.parameters?.map((one) => ("$ref" in one ? follow(one.$ref as string) : one)) ?? [];
      const known = new Set(parameters.filter((one) => one.in === "query").map(({ name }) => name));
      const strange = query
        .filter((name) => !known.has(name))
        .map((name) => `${method} ${path}?${name} is not described`);
      const schema = Object.values(found.requestBody?.content ?? {})[0]?.schema;
      if (!schema) return body === undefined ? strange : [...strange, `${method} ${path} takes no body`];
      if (body === undefined && found.requestBody?.required === false) return strange;
      const validate = compile(schema);
      return validate(body) ? strange : [...strange, `${method} ${path}: ${ajv.errorsText(validate.errors)}`];
    },
    answer: (operation, fields) => {
      const [method = "", path = ""] = operation.split(" ");
      const responses = described.paths[path]?.[method.toLowerCase()]?.responses ?? {};
      const [, success] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
      const response = success?.$ref === undefined ? success : (follow(success.$ref) as typeof success);
      const schema = response?.content?.["application/json"]?.schema;
      if (!schema) throw new Error(`${operation} has no described answer`);
      const filled = (of: Json, own: Json): Json => deepMerge(sample(of) as Json, own);
      const items = (schema.items ?? {}) as Json;
      const made = Array.isArray(fields)
        ? fields.map((one: Json) => filled(items, one))
        : filled(schema, fields as Json);
      const validate = compile(schema);
      if (!validate(made)) throw new Error(`${operation}: ${ajv.errorsText(validate.errors)}`);
      return made;
    },
  };
}

/** Objects are filled in, everything else is replaced. */
function deepMerge(under: Json, over: Json): Json {
  const isObject = (value: unknown): value is Json =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const merged = Object.entries(over).map(([name, value]) => {
    const below = under?.[name];
    return [name, isObject(value) && isObject(below) ? deepMerge(below, value) : value];
  });
  return { ...under, ...Object.fromEntries(merged) };
}

const anchored = (part: unknown, id: string): unknown =>
  JSON.parse(JSON.stringify(part ?? {}).replaceAll('"#/components/', `"${id}#/components/`));

/** The described operation of a path; of several templates that fit, the one that says most itself. */
function find({ paths }: Described, method: string, path: string): Operation | null {
  const fitting = Object.keys(paths).filter((template) => {
    const pattern = template
      .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
      .replace(/\{[^}]+\}$/, ".+")
      .replace(/\{[^}]+\}/g, "[^/]+");
    return new RegExp(`^${pattern}$`).test(path) && paths[template]?.[method.toLowerCase()];
  });
  const literal = (template: string): number => template.replace(/\{[^}]+\}/g, "").length;
  const [best] = fitting.toSorted((a, b) => literal(b) - literal(a));
  return best === undefined ? null : (paths[best]?.[method.toLowerCase()] ?? null);
}

const FORMATS: Record<string, string> = {
  uri: "https://vendor.example/x",
  "date-time": "2026-11-01T00:00:00Z",
  date: "2026-11-01",
  email: "a@vendor.example",
  uuid: "00000000-0000-4000-8000-000000000000",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};

/** Parts of one thing; of a thing that is no object, the first says it all. */
const together = ([first, ...rest]: unknown[]): unknown =>
  Array.isArray(first) || first === null || typeof first !== "object" ? first : Object.assign({}, first, ...rest);

/** Deeper things are bare: some of them hold themselves. */
const FULL_DEPTH = 6;

function sampler(follow: (ref: string) => Json, fullness: Fullness): (schema: Json) => unknown {
  const sample = (schema: Json, depth: number): unknown => {
    const full = fullness === "full" && depth < FULL_DEPTH;
    if (typeof schema.$ref === "string") return sample(follow(schema.$ref), depth);
    if ("const" in schema) return schema.const;
    if (Array.isArray(schema.enum)) return schema.enum[0];
    if (Array.isArray(schema.allOf)) return together(schema.allOf.map((one) => sample(one as Json, depth)));
    const choice = schema.anyOf as Json[] | undefined;
    // Null where the vendor allows it: the least that it promises.
    if (choice && !full) return choice.some((one) => one.type === "null") ? null : sample(choice[0] ?? {}, depth);
    if (choice) return sample(choice.find((one) => one.type !== "null") ?? {}, depth);
    if (!full && Array.isArray(schema.type) && schema.type.includes("null")) return null;
    const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
    if (type === "object" || schema.properties) {
      const properties = (schema.properties ?? {}) as Record<string, Json>;
      const names = full ? Object.keys(properties) : ((schema.required ?? []) as string[]);
      return Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, depth + 1)]));
    }
    if (type === "array") return full && schema.items ? [sample(schema.items as Json, depth + 1)] : [];
    if (type === "string") {
      if (full && typeof schema.example === "string") return schema.example;
      return FORMATS[schema.format as string] ?? "x".repeat(Number(schema.minLength ?? (full ? 2 : 1)));
    }
    if (type === "integer" || type === "number")
      return full && typeof schema.example === "number"
        ? schema.example
        : Number(schema.minimum ?? schema.multipleOf ?? 1);
    return type === "boolean" ? false : {};
  };
  return (schema) => sample(schema, 0);
}
