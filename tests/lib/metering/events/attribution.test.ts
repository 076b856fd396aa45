import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { attribute, type Attributable } from "@/lib/metering/events/attribution";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const placeOf = async (named: Attributable["named"]): Promise<unknown> => {
  const [item] = await withTransaction(company.owner, (tx) => attribute(tx, [{ named }]));
  return item && "place" in item ? item.place.campaignId : item;
};

test("a campaign is found by its name however that is typed", async () => {
  const { id } = await createCampaign(company.owner, { name: "Frühling für alle".normalize("NFC") });
  for (const campaign of [
    "Frühling für alle".normalize("NFC"),
    "  frühling   FÜR alle\n".normalize("NFC"),
    "Frühling für alle".normalize("NFD"),
  ]) {
    expect(await placeOf({ campaign })).toBe(id);
  }
  expect(await placeOf({ campaign: "Frühlingfür alle" })).toBeNull();
});

test("one that was named with its accents apart is found as well", async () => {
  const { id } = await createCampaign(company.owner, { name: "Café".normalize("NFD") });
  expect(await placeOf({ campaign: "café".normalize("NFC") })).toBe(id);
  expect(await placeOf({ campaign: "Café".normalize("NFD") })).toBe(id);
});
