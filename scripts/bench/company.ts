import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import type { Place } from "./load";
import { addressOf, PEOPLE } from "./sample-events";
import { benchId } from "./stack";

type Answer<T> = T & { error?: string };

/** A founder with a session, over HTTP. */
export class BenchFounder {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async signIn(url: string): Promise<BenchFounder> {
    const signedIn = await call<{ token: string }>(
      `${url}/api/local/sign-in`,
      {},
      { email: `${benchId()}@example.com` },
    );
    return new BenchFounder(url, signedIn.token);
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  post = <T>(path: string, body: unknown): Promise<T> => call<T>(this.url + path, this.headers, body);
}

async function call<T>(url: string, headers: Record<string, string>, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer<T>;
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${answer.error}`);
  return answer;
}

export type Company = Place & { token: string; publishableKey: string };

/** A company with a campaign and the people that the sample events are about. */
export async function newCompany(founder: BenchFounder, admin: Client): Promise<Company> {
  const project = await founder.post<{ id: string; workspace_id: string }>("/api/projects", {
    name: `Bench ${benchId()}`,
  });
  const { workspace_id: workspaceId, id: projectId } = project;
  const { token } = await founder.post<{ token: string }>(`/api/workspaces/${workspaceId}/webhook-token`, {});
  const { key: publishableKey } = await founder.post<{ key: string }>(`/api/projects/${projectId}/keys`, {
    kind: "publishable",
  });
  const [groupId, campaignId] = [randomUUID(), randomUUID()];
  await admin.query("insert into campaign_groups (id, workspace_id, project_id, name) values ($1, $2, $3, 'Bench')", [
    groupId,
    workspaceId,
    projectId,
  ]);
  await admin.query(
    "insert into campaigns (id, workspace_id, campaign_group_id, name, status) values ($1, $2, $3, 'Bench', 'active')",
    [campaignId, workspaceId, groupId],
  );
  const people = Array.from({ length: PEOPLE }, (_, index) => addressOf(index));
  await admin.query("insert into contacts (workspace_id, email) select $1, email from unnest($2::text[]) email", [
    workspaceId,
    people,
  ]);
  return { workspaceId, projectId, campaignId, groupId, token, publishableKey };
}
