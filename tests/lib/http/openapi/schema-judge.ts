import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "@/lib/http/openapi/document";

/** One for all documents: each new one compiles the schema of schemas anew. */
const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
let documents = 0;

/** Judges by the document's own JSON Schemas, not by the zod they were made from: null, or what does not fit. */
export function schemaJudge({ components }: OpenApiDocument): (schema: object, value: unknown) => string | null {
  const id = `https://greenlight.example/api/${++documents}`;
  const anchored = (part: object): object =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/components/', `"${id}#/components/`)) as object;
  ajv.addSchema({ $id: id, ...anchored({ components }) });
  return (schema, value) => (ajv.validate(anchored(schema), value) ? null : ajv.errorsText());
}
