import { KEY_SCOPES } from "@/lib/foundation/access/roles";
import type { Who } from "../route";
import type { Example, Operation, Place } from "./operation";

/** Whether an API key of the workspace opens the operation; otherwise it needs a session. */
export const takesKeys = ({ who, permission, sessionOnly }: Operation): boolean =>
  (who === "member" || who === "member_of_project" || who === "project_key") &&
  sessionOnly !== true &&
  (permission === undefined || KEY_SCOPES.includes(permission));

/** Names a shell variable, so that no secret is written into the page. */
function credentialOf(operation: Operation): string | null {
  const byWho: Partial<Record<Who, string>> = {
    webhook_token: "x-webhook-token: $GREENLIGHT_TOKEN",
    gateway_token: "authorization: Bearer $GREENLIGHT_TOKEN",
    project_key: "x-project-key: $GREENLIGHT_PROJECT_KEY",
  };
  if (operation.who === "anybody") return null;
  const keyOrSession = takesKeys(operation) ? "$GREENLIGHT_API_KEY" : "$GREENLIGHT_SESSION";
  return byWho[operation.who] ?? `authorization: Bearer ${keyOrSession}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Whether the query has to name the workspace, because neither path nor body does. */
export const namesWorkspaceInQuery = ({ who, path, input }: Operation): boolean =>
  who === "member" && !path.includes("[workspaceId]") && !input.body && !input.form;

/** `/api/projects/[projectId]` with the place's ids. */
const pathIn = (path: string, place: Place): string =>
  path.replace(
    /\[(\w+)\]/g,
    (whole, name: string) => new Map(Object.entries(place)).get(pathName(path, name)) ?? whole,
  );

/** A path of `/members/` names a colleague, because the caller cannot change their own role. */
const pathName = (path: string, name: string): string =>
  name === "userId" && path.includes("/members/") ? "colleagueId" : name;

/** Path and query of an example, with the place's ids. */
export function addressOf(operation: Operation, example: Example, place: Place): string {
  const named: Record<string, string> = namesWorkspaceInQuery(operation) ? { workspace_id: place.workspaceId } : {};
  const query = new URLSearchParams({ ...named, ...example.query }).toString();
  return pathIn(operation.path, place) + (query && `?${query}`);
}

/** A shell command that sends the example; it runs unchanged once the variable it names holds the credential. */
export function curlOf(
  operation: Operation,
  example: Example,
  { origin, place }: { origin: string; place: Place },
): string {
  const { method } = operation;
  const url = origin + addressOf(operation, example, place);
  const credential = credentialOf(operation);
  const implied = method === "GET" || (method === "POST" && (example.body !== undefined || example.form !== undefined));
  const parts = [
    `curl ${implied ? "" : `-X ${method} `}${quoted(url)}`,
    ...(credential === null ? [] : [`-H "${credential}"`]),
    ...Object.entries(example.form ?? {}).map(([name, text]) =>
      name === "file" ? "-F 'file=@leads.csv;type=text/csv'" : `-F ${quoted(`${name}=${text}`)}`,
    ),
    ...(example.body === undefined
      ? []
      : [`-H 'content-type: application/json'`, `-d ${quoted(JSON.stringify(example.body, null, 2))}`]),
  ];
  return parts.join(" \\\n  ");
}
