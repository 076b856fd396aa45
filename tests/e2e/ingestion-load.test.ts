import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { end, startIngestProcess, type IngestProcess } from "@/scripts/ingest/experiment";
import { runLoad } from "@/scripts/ingest/load";
import { Founder, productHome, productRuntime } from "../support/founder";
import { INGEST_CASES, type Sender } from "../support/ingest-cases";
import { ask, doorsAt } from "../support/ingest-doors";

/** Headers that both processes must set alike, beside status and body. */
const HEADERS = [
  "content-type",
  "cache-control",
  "content-security-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
  "retry-after",
  "x-content-type-options",
  "x-frame-options",
];

describe("events through the application and through npm run ingest", () => {
  let url: string;
  let databaseUrl: string;
  let ingest: IngestProcess;
  let founder: Founder;
  beforeAll(async () => {
    ({ url, databaseUrl } = await productRuntime());
    founder = await Founder.signIn(`ingest-${randomUUID().slice(0, 8)}@founders.example`);
    // Only the database and the keys, as on any other machine.
    ingest = await startIngestProcess({ DATABASE_URL: databaseUrl, GREENLIGHT_HOME: productHome() });
  });
  afterAll(() => end(ingest, "SIGTERM"));

  async function openWorkspace(): Promise<Sender> {
    const { body } = await founder.post<{ workspace_id: string }>("/api/projects", { name: "Ingestion" });
    const issued = await founder.post<{ token: string }>(`/api/workspaces/${body.workspace_id}/webhook-token`, {});
    return { workspaceId: body.workspace_id, token: issued.body.token };
  }

  it("is answered the same by both, whatever is sent", async () => {
    const sender = await openWorkspace();
    const different: unknown[] = [];
    for (const one of INGEST_CASES) {
      const [product, lean] = [await ask(doorsAt(url), one, sender), await ask(doorsAt(ingest.url), one, sender)];
      expect([one.name, product.status, product.body]).toMatchObject([
        one.name,
        one.status,
        { ...one.answer, ...(one.code && { code: one.code }) },
      ]);
      const said = ({ status, headers, body }: typeof product): object => ({
        status,
        headers: HEADERS.map((name) => headers[name]),
        fields: Object.keys(body).toSorted(),
        error: body.error,
        code: body.code,
      });
      if (JSON.stringify(said(product)) !== JSON.stringify(said(lean)))
        different.push({ case: `${one.path}: ${one.name}`, product: said(product), lean: said(lean) });
    }
    expect(different).toEqual([]);
  });

  it("is stored exactly as acknowledged, while every connection to the database is cut again and again", async () => {
    const { workspaceId, token } = await openWorkspace();
    const admin = new Client({ connectionString: databaseUrl });
    await admin.connect();
    const target = { urls: [url, ingest.url], workspaceId, token };
    const load = runLoad({ target, seconds: 10, senders: 16 });
    const cut = setInterval(
      () =>
        void admin.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'greenlight%' and pid <> pg_backend_pid()",
        ),
      2_500,
    );
    const { acknowledged, answers } = await load.finally(() => clearInterval(cut));
    const { rows } = await admin.query(
      `select count(*)::int as stored, count(distinct idempotency_key)::int as keys,
         (select sum(sends)::int from daily_stats where workspace_id = $1) as counted
       from email_events where workspace_id = $1`,
      [workspaceId],
    );
    await admin.end();
    const expected = acknowledged.length;
    expect(expected).toBeGreaterThan(100);
    expect(rows).toEqual([{ stored: expected, keys: expected, counted: expected }]);
    expect(answers).not.toHaveProperty("500");
  });
});
