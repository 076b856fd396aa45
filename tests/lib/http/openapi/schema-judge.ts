import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "@/lib/http/openapi/document";

const ID = "https://greenlight.example/api";

/** Judges by the document's own JSON Schemas, not by the zod they were made from: null, or what does not fit. */
export function schemaJudge({ components }: OpenApiDocument): (schema: object, value: unknown) => string | null {
  const anchored = (part: object): object =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/components/', `"${ID}#/components/`)) as object;
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ $id: ID, ...anchored({ components }) });
  return (schema, value) => (ajv.validate(anchored(schema), value) ? null : ajv.errorsText());
}
