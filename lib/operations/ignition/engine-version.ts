import { templatesVersion } from "@/lib/outreach/workflows/templates-version";
import type { SendingRoute } from "./schemas";

export const versionOf = (templates: string, route: SendingRoute): string =>
  route === "gateway" ? `${templates}+gateway` : templates;

/** Names what n8n holds for a workspace: this version's templates, compiled for the way that its emails leave. */
export const engineVersion = async (route: SendingRoute): Promise<string> => versionOf(await templatesVersion(), route);
