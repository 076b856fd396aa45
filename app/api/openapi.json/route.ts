import { openApiDocument } from "@/lib/http/openapi/document";
import { publicRoute } from "@/lib/http/public-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { appUrl } from "@/lib/platform/env";

/** GET /api/openapi.json: this API, described in OpenAPI 3.1 */
export const GET = publicRoute({ input: {}, handler: async () => openApiDocument({ origin: appUrl() }) });

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
