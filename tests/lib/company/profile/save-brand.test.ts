import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrand } from "@/lib/company/profile/find-brand";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { SaveBrand } from "@/lib/company/profile/schemas";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND, withoutLedger } from "../../outreach/email-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a brand is saved, read back and told in the ledger", async () => {
  const { owner, workspaceId } = await world.company();
  expect(await saveBrand(owner, BRAND)).toEqual(BRAND);
  expect(await findBrand(owner)).toEqual(BRAND);
  expect((await world.ledger(workspaceId)).at(-1)).toMatchObject({
    event_type: "brand.saved",
    message: "Company and sender were saved: Bright & Söhne, mailing as Ada Bright <ada@example.com>.",
  });
});

test("saving again replaces it; saving the same writes no second line", async () => {
  const { owner, workspaceId } = await world.company();
  await saveBrand(owner, BRAND);
  await saveBrand(owner, BRAND);
  const changed = { ...BRAND, company_name: "🚢🚢", services: [] };
  expect(await saveBrand(owner, changed)).toEqual(changed);
  expect(await findBrand(owner)).toEqual(changed);
  const lines = (await world.ledger(workspaceId)).filter(({ event_type }) => event_type === "brand.saved");
  expect(lines).toHaveLength(2);
});

test("it stays in its workspace, and a viewer may not save", async () => {
  const { owner, stranger, viewer } = await world.company();
  await saveBrand(owner, BRAND);
  await saveBrand(stranger, { ...BRAND, company_name: "Stranger" });
  expect(await findBrand(owner)).toEqual(BRAND);
  await expect(saveBrand(viewer, { ...BRAND, company_name: "Viewer" })).rejects.toMatchObject({
    code: "permission.missing",
  });
  expect(await findBrand(owner)).toEqual(BRAND);
});

test("when the ledger cannot be written, nothing is saved", async () => {
  const { owner } = await world.company();
  await expect(withoutLedger(world, () => saveBrand(owner, BRAND))).rejects.toThrow();
  expect(await findBrand(owner)).toBeNull();
});

const problems = (input: unknown): string[] =>
  SaveBrand.safeParse(input).error?.issues.map(({ path }) => path.join(".")) ?? [];

test.each([
  ["company_name", ""],
  ["company_name", "Acme\r\nBcc: everybody@example.com"],
  ["company_name", "x".repeat(201)],
  ["sender_name", "Ada\nBcc: everybody@example.com"],
  ["sender_name", 'Ada" <somebody@else.example>'],
  ["sender_name", undefined],
  ["sender_email", "ada@example.com\r\nBcc: everybody@example.com"],
  ["sender_email", "ada@example.com, bob@example.com"],
  ["sender_email", "Ada <ada@example.com>"],
  ["sender_email", "ada"],
  ["postal_address", "Hamburg"],
  ["postal_address", "Aaaaaaaaaaaaaaaa"],
  ["postal_address", "東京"],
  ["postal_address", "ああああああああああああ"],
  ["postal_address", "Dock Street 1\u0007, Hamburg"],
  ["website", "javascript:alert(1)"],
  ["calendly_link_1", "not a link"],
  ["services", ["1", "2", "3", "4", "5"]],
])("%s %j is refused by name", (name, value) => {
  expect(problems({ ...BRAND, [name]: value })).toEqual([name]);
});

test.each([
  "東京都港区海岸1丁目2番3号",
  "上海市浦东新区世纪大道100号环球大厦",
  "北京市海淀区清华园1号",
  "เชียงใหม่ถนนนิมมานเหมินท์50200",
  "ວຽງຈັນຖະໜົນລ້ານຊ້າງ01000",
  "ភ្នំពេញផ្លូវព្រះនរោត្តម12206",
  "서울특별시중구세종대로110",
  "Hauptstr.1,10115Berlin",
  "PO Box 12\nNuuk",
])("%j is an address", (postal_address) => {
  expect(SaveBrand.parse({ ...BRAND, postal_address }).postal_address).toBe(postal_address);
});

test("line ends of a postal address are unified, empty optional fields are none", () => {
  const parsed = SaveBrand.parse({
    ...BRAND,
    postal_address: " Dock  Street 1\r\nHamburg ",
    website: "",
    description: " ",
    services: ["", "Hulls"],
  });
  expect(parsed).toMatchObject({
    postal_address: "Dock Street 1\nHamburg",
    website: null,
    description: null,
    services: ["Hulls"],
  });
  expect(SaveBrand.parse({ ...BRAND, website: "example.com" }).website).toBe("https://example.com");
});
