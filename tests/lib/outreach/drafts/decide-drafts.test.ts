import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { decideDrafts } from "@/lib/outreach/drafts/decide-drafts";
import { editDraft } from "@/lib/outreach/drafts/edit-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import type { Draft } from "@/lib/outreach/drafts/schemas";
import { approveDrafts } from "../../../factories/approve-drafts";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";
import { withoutLedger } from "../email-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld({ APP_URL: "https://app.example" });
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const owner = () => sender.company.owner;
const drafts = async (step = 1): Promise<Draft[]> =>
  (await listDrafts(owner(), { campaignId: sender.campaignId, step, limit: 200 })).data;
const first = async (): Promise<Draft> => (await drafts())[0]!;
const read = ({ id, hash }: Draft) => ({ id, hash: hash! });
const decide = (decision: "approved" | "rejected", ...items: Draft[]) =>
  decideDrafts(owner(), { campaignId: sender.campaignId, decision, items: items.map(read) });
const reasons = async () => (await sender.claim()).reasons;
const set = (sql: string, ...values: unknown[]) =>
  world.admin.query(`${sql} where workspace_id = $1`, [sender.company.workspaceId, ...values]);

describe("an email leaves only as it was approved", () => {
  test("without a decision it waits; what is claimed then is what was read", async () => {
    await sender.written();
    expect(await reasons()).toEqual([{ code: "approval.missing", count: 1 }]);

    const draft = await first();
    expect(await decide("approved", draft)).toEqual({ decided: 1, items: [{ id: draft.id, status: 200 }] });
    const claim = await sender.claimOne();
    for (const part of [
      "to",
      "to_name",
      "from",
      "from_name",
      "reply_to",
      "subject",
      "text",
      "html",
      "headers",
    ] as const) {
      expect(claim[part]).toEqual(draft[part]);
    }
  });

  test.each([
    ["the sender's name", "update genesis.brand_profiles set sender_name = 'Bob'"],
    ["the sender's address", "update genesis.brand_profiles set sender_email = 'bob@example.com'"],
    ["the footer", "update genesis.brand_profiles set postal_address = 'Elsewhere 2, Hamburg'"],
    ["the recipient's name", "update genesis.leads set first_name = 'Anna'"],
    [
      "the link",
      "update unsubscribe_tokens set token = repeat('0', 8) || replace(gen_random_uuid()::text, '-', '') || '00000000'",
    ],
    ["the text", "update genesis.sequence_emails set body = body || ' P.S.'"],
    ["the subject", "update genesis.sequence_emails set subject = subject || '!'"],
  ])("not after %s changed, and says so", async (_what, sql) => {
    await sender.drafted();
    await set(sql);
    expect(await first()).toMatchObject({ status: "drafted", approval_void: true });
    expect(await sender.claim()).toMatchObject({ claims: [], reasons: [{ code: "approval.void", count: 1 }] });
    await approveDrafts(owner(), sender.campaignId);
    expect((await sender.claim()).claims).toHaveLength(1);
  });

  test("nor when it changed between claim and confirmation: it is given back and waits again", async () => {
    await sender.drafted();
    const { claim_id: claimId } = await sender.claimOne();
    await set("update genesis.brand_profiles set sender_name = 'Bob'");
    await expect(confirmClaim(sender.engine, { claimId })).rejects.toMatchObject({
      code: "claim.withdrawn",
      details: { reason: "draft.changed" },
    });
    expect(await sender.emails()).toMatchObject([{ status: "drafted", attempts: 0 }]);
    expect(await reasons()).toEqual([{ code: "approval.void", count: 1 }]);
  });

  test("a void approval holds up no other email of the lot", async () => {
    for (let index = 0; index < 12; index += 1) await sender.drafted();
    const oldest = (await drafts()).slice(0, 10).map(({ id }) => id);
    await world.admin.query("update genesis.sequence_emails set body = body || '!' where id = any ($1::uuid[])", [
      oldest,
    ]);
    expect(await sender.claim()).toMatchObject({
      claims: [expect.anything(), expect.anything()],
      reasons: [
        { code: "approval.void", count: 10 },
        { code: "claim.open", count: 2 },
      ],
    });
  });

  test("an attempt that failed keeps the approval", async () => {
    await sender.drafted();
    const { claim_id: claimId } = await sender.claimOne();
    await recordOutcome(sender.engine, { claimId, status: "server_unusable" });
    expect((await first()).status).toBe("approved");
  });

  test("a rejected one is not sent, and approving it later sends it", async () => {
    await sender.drafted();
    const draft = await first();
    await decide("rejected", draft);
    expect(await sender.claim()).toMatchObject({ claims: [], reasons: [{ code: "draft.none", count: 0 }] });
    await decide("approved", draft);
    expect((await sender.claim()).claims).toHaveLength(1);
  });

  test("one with a hole is never approved, nor sent where nothing is reviewed", async () => {
    await sender.written();
    const draft = await first();
    const holed = await editDraft(owner(), { draftId: draft.id, subject: "Hi", body: "Hi [First Name],", version: 1 });
    expect(holed.holes).toEqual(["[First Name]"]);
    expect(await decide("approved", holed)).toMatchObject({
      decided: 0,
      items: [{ status: 422, code: "draft.incomplete" }],
    });
    await set("update campaigns set review_mode = 'off'");
    expect(await reasons()).toEqual([{ code: "draft.incomplete", count: 1 }]);
  });
});

describe("review modes", () => {
  test("off: an email leaves by itself", async () => {
    await sender.written();
    await set("update campaigns set review_mode = 'off'");
    expect((await sender.claim()).claims).toHaveLength(1);
  });

  test("sample: after ten by hand the next leaves by itself, until an edit", async () => {
    for (let index = 0; index < 12; index += 1) await sender.written();
    await set("update campaigns set review_mode = 'sample'");
    const inOrderOfSending = (a: Draft, b: Draft): number => Date.parse(a.drafted_at) - Date.parse(b.drafted_at);
    const all = (await drafts()).toSorted(inOrderOfSending);
    await decide("approved", ...all.slice(0, 9));
    expect((await sender.claim(1, { limit: 10 })).claims).toHaveLength(9);
    await decide("approved", all[9]!);
    expect((await sender.claim(1, { limit: 2 })).claims).toHaveLength(2);

    const last = (await drafts()).find(({ status }) => status === "drafted")!;
    await editDraft(owner(), { draftId: last.id, subject: "Other", body: "Other", version: last.version });
    expect(await reasons()).toContainEqual({ code: "approval.missing", count: 1 });
    const ledger = await world.ledger(sender.company.workspaceId);
    expect(ledger.at(-1)?.message).toMatch(/was edited\. From now on each email of its campaign waits for approval\.$/);
  });
});

describe("a decision", () => {
  test("answers each item for itself: decided, changed, gone, on its way", async () => {
    for (let index = 0; index < 3; index += 1) await sender.drafted();
    await sender.claim(1, { limit: 1 });
    const all = await drafts();
    const claimed = all.find(({ status }) => status === "claimed")!;
    const [fine, changed] = all.filter(({ status }) => status !== "claimed");
    const edited = await editDraft(owner(), { draftId: changed!.id, subject: "Other", body: "B", version: 1 });
    const gone = { ...fine!, id: randomUUID() };
    expect(await decide("approved", fine!, changed!, gone, claimed)).toMatchObject({
      decided: 1,
      items: [
        { id: fine!.id, status: 200 },
        { id: changed!.id, status: 409, code: "draft.changed", hash: edited.hash },
        { id: gone.id, status: 404, code: "draft.not_found" },
        { id: claimed.id, status: 409, code: "draft.not_waiting" },
      ],
    });
  });

  test("is one line of the ledger with the number and the hash of the list", async () => {
    for (let index = 0; index < 3; index += 1) await sender.written();
    const all = await drafts();
    await decide("approved", ...all);
    const lines = (await world.ledger(sender.company.workspaceId)).filter(
      ({ event_type }) => event_type === "drafts.decided",
    );
    const list = all.map(({ id, hash }) => `${id} ${hash}`).toSorted();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      message: expect.stringMatching(/^3 emails of “.+” were approved\.$/),
      data: { count: 3, decision: "approved", hash: createHash("sha256").update(list.join("\n")).digest("hex") },
    });
  });

  test("about a thousand emails takes no longer than the same for each hundred", async () => {
    await world.admin.query(
      `with people as (
         insert into genesis.leads (workspace_id, email, first_name) select $1, 'p' || n || '@example.org', 'P' from generate_series(1, 1000) n
         returning id, email)
       insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
       select $1, $2, id, 1, email, 'Hello', repeat('A sentence of a draft. ', 50), 'a model' from people`,
      [sender.company.workspaceId, sender.campaignId],
    );
    const all: Draft[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listDrafts(owner(), { campaignId: sender.campaignId, cursor, limit: 200 });
      all.push(...page.data);
      if (!page.next_cursor) break;
      cursor = page.next_cursor;
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(1_000);
    // The quickest of several counts: the others measure what else the machine does.
    const quickest = async (...drafts: Draft[]): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const started = performance.now();
        expect((await decide("approved", ...drafts)).decided).toBe(drafts.length);
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    expect(await quickest(...all)).toBeLessThan(20 * (await quickest(...all.slice(0, 100))));
  });

  test("belongs to members: not to a reader, a workflow, or another company", async () => {
    await sender.written();
    const asked = { campaignId: sender.campaignId, decision: "approved" as const, items: [read(await first())] };
    for (const ctx of [sender.company.viewer, sender.engine]) {
      await expect(decideDrafts(ctx, asked)).rejects.toMatchObject({ code: "permission.missing" });
    }
    await expect(decideDrafts(sender.company.stranger, asked)).rejects.toMatchObject({ code: "campaign.not_found" });
    const other = await world.sender();
    const mixed = { ...asked, campaignId: other.campaignId };
    expect(await decideDrafts(other.company.owner, mixed)).toMatchObject({ decided: 0, items: [{ status: 404 }] });
    expect((await first()).status).toBe("drafted");
  });

  test("nothing is decided when the ledger cannot be written", async () => {
    await sender.written();
    const draft = await first();
    await expect(withoutLedger(world, () => decide("approved", draft))).rejects.toThrow();
    expect((await first()).status).toBe("drafted");
  });

  test("two founders at once, the same list in another order: both are answered", async () => {
    for (let index = 0; index < 8; index += 1) await sender.written();
    const all = await drafts();
    const both = await Promise.all([decide("approved", ...all), decide("approved", ...all.toReversed())]);
    expect(both.map(({ decided }) => decided)).toEqual([8, 8]);
  });
});
