import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { expect } from "vitest";
import type { RuntimeView } from "@/lib/operations/runtimes/schemas";
import type { Company } from "../e2e/company";
import type { FounderClient } from "../support/founder-client";

type Proposed = { id: string; version: number };
type Published = { url: string | null };
type Line = { data: { subjectId: string } };

export type CompanyWork = {
  runtime(): Promise<RuntimeView>;
  /** Proposes an action, which waits for its approval. */
  propose(kind: string, payload: object): Promise<Proposed>;
  stateOf(approvalId: string): Promise<string>;
  /** The approvals and runs that the company's own runtime did, newest first. */
  workedAlone(): Promise<string[]>;
  /** The address of the newest deployment. */
  published(): Promise<string>;
};

/** A company's work as its founder sees it over HTTP. */
export function workOf(founder: FounderClient, { projectId, workspaceId }: Company): CompanyWork {
  const project = `/api/projects/${projectId}`;
  return {
    runtime: async () => (await founder.get<RuntimeView>(`${project}/runtime`)).body,
    propose: async (kind, payload) => {
      const { status, body } = await founder.post<Proposed>(`${project}/approvals`, { action_type: kind, payload });
      expect({ kind, status, body }).toMatchObject({ status: 201 });
      return body;
    },
    stateOf: async (approvalId) => {
      const path = `/api/approvals/${approvalId}?workspace_id=${workspaceId}`;
      return (await founder.get<{ state: string }>(path)).body.state;
    },
    workedAlone: async () => {
      const { body } = await founder.get<{ data: Line[] }>(`${project}/events?type=runtime.worked`);
      return body.data.map(({ data }) => data.subjectId);
    },
    published: async () => {
      const { body } = await founder.get<{ data: Published[] }>(`${project}/deployments`);
      return body.data[0]?.url ?? "";
    },
  };
}

/** A site of one page with these words as its heading. */
export const siteOf = (words: string): object => ({
  files: [{ path: "index.html", content: `<!doctype html><title>${words}</title><h1>${words}</h1>` }],
});

/** The emails of the test mailbox to an address. */
export async function emailsTo(address: string, outboxDir: string): Promise<ParsedMail[]> {
  const files = (await readdir(outboxDir)).filter((name) => name.endsWith(".eml"));
  const emails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(outboxDir, name)))));
  return emails.filter(({ to }) => [to].flat().some((each) => each?.text.includes(address)));
}
