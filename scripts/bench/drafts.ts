import type { Client } from "pg";
import { step } from "../runtime/progress";
import { BenchFounder, newCompany, type Company } from "./company";
import { median, ms, timed, type Row } from "./figures";
import type { Servers } from "./servers";

const DRAFTS = 1_000;
const ROUNDS = 5;
const LIMIT_MS = 2_000;

type Draft = { id: string; hash: string | null };

/** The time that all drafts of a campaign take to be approved in one request, each by the hash that was read. */
export async function benchDrafts(servers: Servers): Promise<Row> {
  const founder = await BenchFounder.signIn(servers.appUrl);
  const company = await newCompany(founder, servers.admin);
  await seedDrafts(servers.admin, company);
  const items = await allDrafts(servers, founder, company);
  const decide = async (): Promise<void> => {
    const path = `/api/campaigns/${company.campaignId}/drafts/decide`;
    const { decided } = await founder.post<{ decided: number }>(path, {
      workspace_id: company.workspaceId,
      decision: "approved",
      items,
    });
    if (decided !== DRAFTS) throw new Error(`${decided} of ${DRAFTS} drafts were approved.`);
  };
  const times = await step(`${DRAFTS.toLocaleString("en")} drafts`, async () => {
    const measured: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) measured.push(await timed(decide));
    return measured;
  });
  const middle = median(times);
  return {
    name: `${DRAFTS.toLocaleString("en")} drafts approved in one request (median of ${ROUNDS})`,
    measured: ms(middle),
    compared: `slowest ${ms(Math.max(...times))}`,
    ratio: null,
    limit: `< ${LIMIT_MS} ms`,
    ok: middle < LIMIT_MS,
  };
}

async function seedDrafts(admin: Client, { workspaceId, campaignId }: Company): Promise<void> {
  await admin.query(
    `insert into genesis.brand_profiles (workspace_id, company_name, sender_name, sender_email, postal_address)
     values ($1, 'Bench', 'Ada Bench', 'ada@bench.example', 'Street 1, Berlin')`,
    [workspaceId],
  );
  await admin.query(
    `with people as (
       insert into genesis.leads (workspace_id, email, first_name)
       select $1, 'draft' || n || '@example.org', 'P' from generate_series(1, $3::int) n returning id, email)
     insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
     select $1, $2, id, 1, email, 'Hello', repeat('A sentence of a draft. ', 50), 'a model' from people`,
    [workspaceId, campaignId, DRAFTS],
  );
}

async function allDrafts({ appUrl }: Servers, founder: BenchFounder, company: Company): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const query = new URLSearchParams({ workspace_id: company.workspaceId, limit: "200", ...(cursor && { cursor }) });
    const response = await fetch(`${appUrl}/api/campaigns/${company.campaignId}/drafts?${query}`, {
      headers: founder.headers,
    });
    const page = (await response.json()) as { data: Draft[]; next_cursor: string | null };
    drafts.push(...page.data.map(({ id, hash }) => ({ id, hash })));
    cursor = page.next_cursor;
  }
  return drafts;
}
