import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/entri/route";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { beginDnsSetup } from "@/lib/operations/onboarding/begin-dns-setup";
import { checkDomains } from "@/lib/operations/onboarding/check-domains";
import { receiveDnsNotice } from "@/lib/operations/onboarding/receive-dns-notice";
import { findSendingDomain } from "@/lib/outreach/sending-domains/find-sending-domain";
import { setUpTracking } from "@/lib/outreach/tracking/set-up-tracking";
import type { Dns } from "@/lib/providers/dns/port";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import { AppError } from "@/lib/platform/errors";
import { createTestWorld, jobCtx, type Company, type TestWorld } from "../../../factories/test-world";
import { ENTRI_ID, ENTRI_SECRET, fakeEntri, type FakeEntri } from "../../../fakes/entri";
import { startDnsLaboratory, type DnsLaboratory } from "../../providers/dns/dns-laboratory";
import { DOMAIN, RIGHT, zoneOf } from "./domain-zone";
import { BRAND } from "../../outreach/email-world";

let world: TestWorld;
let laboratory: DnsLaboratory;
let entri: FakeEntri;
let dns: Dns;
beforeAll(async () => {
  [laboratory, entri] = await Promise.all([startDnsLaboratory(), fakeEntri()]);
  dns = dnsResolver({ server: laboratory.server, timeoutMs: 1_500 });
  world = await createTestWorld({
    APP_URL: "https://go.greenlight-lab.com",
    ENTRI_APPLICATION_ID: ENTRI_ID,
    ENTRI_SECRET,
    ENTRI_API_URL: entri.url,
  });
});
afterAll(async () => {
  await world.close();
  await entri.close();
  await laboratory.stop();
});

const silent = async (): Promise<never> => {
  throw new AppError("unavailable", "It did not answer.", { code: "web.timeout" });
};

async function companyWithSender(): Promise<Company> {
  const company = await world.company();
  await saveBrand(company.owner, { ...BRAND, sender_email: `ada@${DOMAIN}` });
  return company;
}

describe("a session", () => {
  test("gets a token for the browser, and the records that are to be entered, those of links included", async () => {
    laboratory.load(zoneOf());
    const { owner, workspaceId } = await companyWithSender();
    await setUpTracking(owner, { host: `link.${DOMAIN}` });
    const session = await beginDnsSetup(owner, { domain: DOMAIN }, { dns });
    expect(session).toMatchObject({
      application_id: ENTRI_ID,
      auth_token: `token-for-${ENTRI_ID}`,
      user_id: workspaceId,
      domain: DOMAIN,
    });
    expect(session.dns_records.map(({ type, host }) => [type, host])).toEqual([
      ["TXT", "@"],
      ["TXT", "_dmarc"],
      ["CNAME", "link"],
    ]);
    expect(JSON.stringify(session)).not.toContain(ENTRI_SECRET);
    expect(entri.violations).toEqual([]);
  });

  test("is refused to a viewer, where nothing is to be entered, and where the operator has no account", async () => {
    const { owner, viewer } = await companyWithSender();
    await expect(beginDnsSetup(viewer, { domain: DOMAIN }, { dns })).rejects.toMatchObject({
      code: "permission.missing",
    });
    laboratory.load(zoneOf(RIGHT));
    await expect(beginDnsSetup(owner, { domain: DOMAIN }, { dns })).rejects.toMatchObject({
      code: "dns_setup.nothing",
    });
    await expect(beginDnsSetup(owner, { domain: DOMAIN }, { dns, setup: null })).rejects.toMatchObject({
      kind: "not_found",
      code: "dns_setup.off",
    });
  });
});

describe("a message", () => {
  const send = ({ body, headers }: { body: string; headers: Headers }): Promise<Response> =>
    POST(new Request("https://go.greenlight-lab.com/api/webhooks/entri", { method: "POST", body, headers }), {});
  const checksOf = async ({ workspaceId }: Company) =>
    (await world.jobs(workspaceId)).filter(({ name }) => name === "onboarding.check_domains");
  const lie = ({ workspaceId }: Company) => ({
    id: `evt-${workspaceId}`,
    user_id: workspaceId,
    domain: DOMAIN,
    type: "domain.added",
    setup_type: "automatic",
    propagation_status: "success",
    dkim_status: "success",
  });

  test("with a true signature and a false body rings, and changes nothing: the name servers decide", async () => {
    laboratory.load(zoneOf());
    const company = await companyWithSender();
    const { owner } = company;
    for (let repeated = 0; repeated < 3; repeated += 1) {
      const answer = await send(entri.message(lie(company)));
      expect([answer.status, await answer.json()]).toEqual([200, { received: true }]);
    }
    expect(await findSendingDomain(owner, { domain: DOMAIN })).toBeNull();
    expect((await world.ledger(company.workspaceId)).filter(({ event_type }) => /domain/.test(event_type))).toEqual([]);
    const [job, ...others] = await checksOf(company);
    expect([job?.data, others]).toEqual([{ workspaceId: company.workspaceId, all: true }, []]);

    expect(await checkDomains(jobCtx(owner), { dns, visit: silent, all: true })).toEqual([DOMAIN]);
    expect((await findSendingDomain(owner, { domain: DOMAIN }))?.domain).toMatchObject({ status: "failing" });
    laboratory.load(zoneOf(RIGHT));
    await checkDomains(jobCtx(owner), { dns, visit: silent, all: true });
    expect((await findSendingDomain(owner, { domain: DOMAIN }))?.domain.status).toBe("verified");
    expect(await checkDomains(jobCtx(owner), { dns, visit: silent, all: true })).toEqual([]);
  });

  test("with another id, time or signature than was signed, too late, or that is no JSON, is refused and stores nothing", async () => {
    const company = await companyWithSender();
    const { body, headers } = entri.message(lie(company));
    const changed = (name: string, value: string): Headers => {
      const copy = new Headers(headers);
      copy.set(name, value);
      return copy;
    };
    const stamp = Number(headers.get("Entri-Timestamp"));
    const forged = [
      { body: JSON.stringify({ ...lie(company), id: "another" }), headers },
      { body, headers: changed("Entri-Timestamp", String(stamp + 1)) },
      { body, headers: changed("Entri-Signature-V2", "00".repeat(32)) },
      { body, headers: changed("Entri-Signature-V2", "not hex") },
      { body, headers: new Headers() },
      { body: "{", headers },
      entri.message(lie(company), new Date(Date.now() - 400_000)),
      entri.message(lie(company), new Date(Date.now() + 400_000)),
    ];
    for (const message of forged) {
      const answer = await send(message);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, "signature.invalid"]);
    }
    expect(await checksOf(company)).toEqual([]);
  });

  test("about nobody, or about a workspace that does not exist, is taken and does nothing", async () => {
    expect((await send(entri.message({ id: "evt-1", user_id: "nobody" }))).status).toBe(200);
    await receiveDnsNotice(world.system(), { id: "evt-2", workspaceId: null });
    expect((await send(entri.message({ id: "evt-3", user_id: crypto.randomUUID() }))).status).toBe(200);
  });
});

test("the job looks at the tracking domain too", async () => {
  laboratory.load(zoneOf(RIGHT));
  const { owner } = await companyWithSender();
  await setUpTracking(owner, { host: `links.${DOMAIN}` });
  await checkDomains(jobCtx(owner), { dns, visit: silent, all: true });
  const { rows } = await world.admin.query<{ status: string }>(
    "select status from genesis.tracking_checks where workspace_id = $1",
    [owner.workspaceId],
  );
  expect(rows).toEqual([{ status: "failing" }]);
});
