import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDomains } from "@/lib/operations/onboarding/check-domains";
import { sweepDomains } from "@/lib/operations/onboarding/sweep-domains";
import { verifyDns } from "@/lib/operations/onboarding/verify-dns";
import { findSendingDomain } from "@/lib/outreach/sending-domains/find-sending-domain";
import type { Dns } from "@/lib/providers/dns/port";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import { createTestWorld, jobCtx, type TestWorld } from "../../../factories/test-world";
import { startDnsLaboratory, type DnsLaboratory } from "../../providers/dns/dns-laboratory";
import { DOMAIN, RIGHT, zoneOf } from "./domain-zone";

let world: TestWorld;
let laboratory: DnsLaboratory;
let dns: Dns;
beforeAll(async () => {
  laboratory = await startDnsLaboratory();
  dns = dnsResolver({ server: laboratory.server, timeoutMs: 1_500 });
  world = await createTestWorld();
});
afterAll(async () => {
  await world.close();
  await laboratory.stop();
});

const checksOf = async (workspaceId: string): Promise<number> =>
  (await world.jobs(workspaceId)).filter(({ name }) => name === "onboarding.check_domains").length;

test("a domain that was checked once is checked again by the worker, until it is right", async () => {
  const { owner, workspaceId } = await world.company();
  laboratory.load(zoneOf());
  expect((await verifyDns(owner, { domain: DOMAIN }, dns)).next_check_at).not.toBeNull();
  expect(await sweepDomains(world.system())).not.toContain(workspaceId);

  await world.admin.query(
    "update genesis.sending_domains set next_check_at = now() - interval '1 second' where workspace_id = $1",
    [workspaceId],
  );
  expect(await sweepDomains(world.system())).toContain(workspaceId);
  await sweepDomains(world.system());
  expect(await checksOf(workspaceId)).toBe(1);

  laboratory.load(zoneOf(RIGHT));
  expect(await checkDomains(jobCtx(owner), { dns })).toEqual([DOMAIN]);
  expect((await findSendingDomain(owner, { domain: DOMAIN }))?.domain).toMatchObject({
    status: "verified",
    next_check_at: null,
  });
  expect(await checkDomains(jobCtx(owner), { dns })).toEqual([]);
});

test("a workspace without a domain has nothing to check, and a viewer may not check", async () => {
  const { owner, viewer, workspaceId } = await world.company();
  expect(await checkDomains(jobCtx(owner), { dns })).toEqual([]);
  expect(await sweepDomains(world.system())).not.toContain(workspaceId);
  await expect(checkDomains(viewer, { dns })).rejects.toMatchObject({ code: "permission.missing" });
});
