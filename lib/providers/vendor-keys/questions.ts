import { z } from "zod";

/** A key of a founder at a vendor, by its type. */
export type VendorKey =
  | { type: "openai_api" | "anthropic_api"; data: { api_key: string; base_url?: string | undefined } }
  | { type: "google_cse"; data: { api_key: string; cx: string } }
  | { type: "apify"; data: { api_token: string } }
  | { type: "relevance_config"; data: { auth_token: string; base_url: string; project_id: string; studio_id: string } }
  | {
      type: "google_oauth2" | "google_sheets";
      data: { client_id: string; client_secret: string; refresh_token?: string | undefined };
    };

export type Question = { method: "GET" | "POST"; url: string; headers: Record<string, string>; body?: string };
export type Reply = { status: number; body: string };

/** The vendor as people know it, where its keys are made, and the use that a key is asked for. */
export const VENDORS: Record<VendorKey["type"], { name: string; place: string; use: string }> = {
  openai_api: { name: "OpenAI", place: "platform.openai.com › API keys", use: "list its models" },
  anthropic_api: { name: "Anthropic", place: "console.anthropic.com › API keys", use: "list its models" },
  google_cse: {
    name: "Google search",
    place: "console.cloud.google.com › Credentials",
    use: "search with this engine",
  },
  apify: { name: "Apify", place: "console.apify.com › Settings › API & Integrations", use: "read its own account" },
  relevance_config: {
    name: "Relevance AI",
    place: "app.relevanceai.com › Integrations & API keys",
    use: "read this tool",
  },
  google_oauth2: { name: "Google", place: "console.cloud.google.com › Credentials", use: "send email" },
  google_sheets: { name: "Google", place: "console.cloud.google.com › Credentials", use: "edit spreadsheets" },
};

/** The cheapest question that proves a key's use; null: the key cannot be used before its owner has consented. */
export function questionFor({ type, data }: VendorKey): Question | null {
  switch (type) {
    case "openai_api":
      return get(`${baseOf(data.base_url, "https://api.openai.com/v1")}/models`, {
        authorization: `Bearer ${data.api_key}`,
      });
    case "anthropic_api":
      return get(`${baseOf(data.base_url, "https://api.anthropic.com/v1")}/models`, {
        "x-api-key": data.api_key,
        "anthropic-version": "2023-06-01",
      });
    case "google_cse": {
      const query = new URLSearchParams({ key: data.api_key, cx: data.cx, q: "example", num: "1" });
      return get(`https://www.googleapis.com/customsearch/v1?${query.toString()}`, {});
    }
    case "apify":
      return get("https://api.apify.com/v2/users/me", { authorization: `Bearer ${data.api_token}` });
    case "relevance_config":
      return toolQuestion(data, data.base_url);
    case "google_oauth2":
    case "google_sheets": {
      if (data.refresh_token === undefined) return null;
      const { client_id, client_secret, refresh_token } = data;
      const body = new URLSearchParams({ grant_type: "refresh_token", client_id, client_secret, refresh_token });
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      return { method: "POST", url: "https://oauth2.googleapis.com/token", headers, body: body.toString() };
    }
  }
}

type RelevanceKey = Extract<VendorKey, { type: "relevance_config" }>["data"];

export const toolQuestion = ({ project_id, auth_token, studio_id }: RelevanceKey, base: string): Question =>
  get(`${baseOf(base, base)}/studios/${encodeURIComponent(studio_id)}`, {
    authorization: `${project_id}:${auth_token}`,
  });

/** A project lives in one of them, and the others do not know it. */
export const RELEVANCE_REGIONS = ["bcbe5a", "d7b62b", "f1db6c"].map(
  (region) => `https://api-${region}.stack.tryrelevance.com/latest`,
);

const get = (url: string, headers: Record<string, string>): Question => ({ method: "GET", url, headers });
const baseOf = (given: string | undefined, usual: string): string => (given ?? usual).replace(/\/+$/, "");

/** The permissions that Google must have given, any one of them. */
const SCOPES = {
  google_oauth2: ["https://mail.google.com/", "https://www.googleapis.com/auth/gmail.send"],
  google_sheets: ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.file"],
} as const;

const Grant = z.object({ scope: z.string() });

/** Whether an accepted key may do what it is for: Google says so in its answer. */
export function mayBeUsed({ type }: VendorKey, body: string): boolean {
  if (type !== "google_oauth2" && type !== "google_sheets") return true;
  const granted = Grant.safeParse(jsonOf(body)).data?.scope.split(" ") ?? [];
  return SCOPES[type].some((scope) => granted.includes(scope));
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // a page instead of an answer: no scope was granted as far as is known
  }
}
