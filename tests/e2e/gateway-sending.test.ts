import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Founder, productRuntime } from "../support/founder";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { waitFor } from "../support/wait-for";
import {
  approveAll,
  importCsv,
  launch,
  leadEmail,
  ledgerOf,
  onboard,
  progressOf,
  waitUntilActive,
  type Company,
} from "./company";

const LEADS = 12;
const REFUSED = leadEmail(LEADS);

type Route = { route: string; choice: string | null; settled: boolean; reason: string };
type Sent = { claim_id: string; by_gateway: boolean };

/** A campaign whose emails leave by the gateway, through real workflows in a real n8n. */
describe("sending by the gateway", () => {
  let founder: Founder;
  let smtp: RecipientServer;
  let company: Company;
  let campaign: string;
  let database: Client;

  const route = async (): Promise<Route> =>
    (await founder.get<Route>(`/api/onboarding/sending-route?workspace_id=${company.workspaceId}`)).body;
  const choose = async (choice: "machine" | "gateway" | null): Promise<void> => {
    const body = { workspace_id: company.workspaceId, choice };
    expect((await founder.call("PUT", "/api/onboarding/sending-route", body)).status).toBe(200);
  };
  const settled = (way: string): Promise<unknown> =>
    waitFor(
      async () => {
        const now = await route();
        return now.route === way && now.settled;
      },
      { what: `emails leave by the ${way}`, withinMs: 120_000 },
    );
  const run = (step: string) =>
    founder.post(`/api/campaigns/${campaign}/run-now`, { workspace_id: company.workspaceId, step });
  const sentBy = async (step: number): Promise<number> =>
    (await progressOf(founder, company, campaign))[step]?.sent ?? 0;
  const sentOf = async (step: number): Promise<Sent[]> =>
    (
      await database.query<Sent>(
        `select claim_id, gateway_claim_id is not distinct from claim_id as by_gateway
         from genesis.sequence_emails where campaign_id = $1 and step = $2 and status = 'sent'`,
        [campaign, step],
      )
    ).rows;
  const arrivals = (): Map<string, number> => {
    const counted = new Map<string, number>();
    for (const { to } of smtp.received) counted.set(to, (counted.get(to) ?? 0) + 1);
    return counted;
  };

  beforeAll(async () => {
    founder = await Founder.signIn("gateway@founders.example");
    smtp = await startRecipientServer({ refuse: new Set([REFUSED]) });
    database = new Client({ connectionString: (await productRuntime()).databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await smtp.stop();
  });

  it("is chosen by the founder, and the workflows are deployed anew for it", async () => {
    company = await onboard(founder, { name: "Gateway Engines", smtpPort: smtp.port });
    await importCsv(founder, company, LEADS);
    expect((await launch(founder, company)).status).toBe(202);
    campaign = await waitUntilActive(founder, company);
    expect(await route()).toMatchObject({ route: "machine", choice: null, settled: true });
    await choose("gateway");
    await settled("gateway");
    expect(await route()).toMatchObject({ choice: "gateway", reason: "It was chosen by hand." });
    const types = (await ledgerOf(founder, company)).map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining([
        "ignition.sending_route_chosen",
        "ignition.sending_route_changed",
        "ignition.engine_upgraded",
      ]),
    );
  });

  it("sends email 1 to each lead once, by the company's own account; the refused one bounced", async () => {
    await founder.patch(`/api/campaigns/${campaign}`, {
      workspace_id: company.workspaceId,
      step_delays_days: [0, 1, 1],
    });
    expect((await run("preparation")).status).toBe(202);
    await waitFor(
      async () => {
        const { drafted = 0 } = (await progressOf(founder, company, campaign))[3] ?? {};
        return drafted === LEADS;
      },
      { what: "each lead has its drafts", withinMs: 120_000 },
    );
    await approveAll(founder, company, campaign);
    await run("email_1");
    await waitFor(async () => (await sentBy(1)) === LEADS - 1, { what: "each email 1 is recorded", withinMs: 120_000 });
    expect([...arrivals().values()]).toEqual(Array.from({ length: LEADS - 1 }, () => 1));
    expect(arrivals().has(REFUSED)).toBe(false);
    const sent = await sentOf(1);
    expect(sent).toHaveLength(LEADS - 1);
    expect(sent.filter(({ by_gateway }) => !by_gateway)).toEqual([]);
    await waitFor(async () => (await progressOf(founder, company, campaign))[1]?.bounced === 1, {
      what: "the refused one bounced",
    });
  });

  it("sends nothing again for a workflow that posts a claim ten times, nor for another company's token", async () => {
    const { url } = await productRuntime();
    const [claim] = await sentOf(1);
    const tokenOf = async (workspaceId: string): Promise<string> =>
      (await founder.post<{ token: string }>(`/api/workspaces/${workspaceId}/webhook-token`, { overlap_hours: 1 })).body
        .token;
    const post = (token: string): Promise<Response> =>
      fetch(`${url}/api/engine/claims/${claim?.claim_id}/send`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-webhook-token": token },
        body: "{}",
      });
    const before = smtp.received.length;
    const own = await tokenOf(company.workspaceId);
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(own)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await answers[0]?.json()).toMatchObject({
      status: "sent",
      recorded: false,
      message_id: expect.stringMatching(/^<.+@.+>$/),
    });
    const other = await onboard(founder, { name: "Another gateway", smtpPort: smtp.port });
    const foreign = await post(await tokenOf(other.workspaceId));
    expect(foreign.status).toBe(404);
    expect(await foreign.json()).toMatchObject({ code: "claim.not_found" });
    expect(smtp.received).toHaveLength(before);
  });

  it("loses nothing and sends nothing twice when the way is changed while emails leave", async () => {
    await founder.patch(`/api/campaigns/${campaign}`, {
      workspace_id: company.workspaceId,
      step_delays_days: [0, 0, 0],
    });
    const rest = LEADS - 1;
    const running = run("email_2");
    await choose("machine");
    await running;
    await settled("machine");
    await waitFor(async () => (await run("email_2")).status === 202 && (await sentBy(2)) === rest, {
      what: "each email 2 is recorded",
      everyMs: 2_000,
      withinMs: 120_000,
    });
    await waitFor(async () => (await run("email_3")).status === 202 && (await sentBy(3)) === rest, {
      what: "each email 3 is recorded",
      everyMs: 2_000,
      withinMs: 120_000,
    });
    expect([...arrivals().values()]).toEqual(Array.from({ length: rest }, () => 3));
    expect((await sentOf(3)).filter(({ by_gateway }) => by_gateway)).toEqual([]);
    expect(await sentOf(3)).toHaveLength(rest);
  });
});
