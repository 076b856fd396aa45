import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { LANGUAGES, type Language } from "@/lib/company/profile/schemas";
import { checkSignature } from "@/lib/outreach/sequence/check-sequence";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { previewSequence } from "@/lib/outreach/sequence/preview-sequence";
import { campaignIn } from "../factories/campaigns";
import { createTestWorld, type TestWorld } from "../factories/test-world";
import { BRAND } from "../lib/outreach/email-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ APP_URL: "https://app.example" });
});
afterAll(() => world.close());

const GREETINGS: Record<Language, string> = {
  en: "Best regards,",
  de: "Mit freundlichen Grüßen",
  fr: "Cordialement,",
  es: "Un cordial saludo,",
  it: "Cordiali saluti,",
  nl: "Met vriendelijke groet,",
  pt: "Com os melhores cumprimentos,",
};

test.each(LANGUAGES)("a new campaign of a brand that writes in %s greets in that language", async (language) => {
  const company = await world.company();
  const { owner, workspaceId } = company;
  await saveBrand(owner, { ...BRAND, language });
  const { campaignId } = await campaignIn(world, company, "draft");
  const { signature } = await getSequence(owner, { campaignId });
  expect(signature).toBe(`${GREETINGS[language]}\n{{sender_name}}`);
  // The parts that an email is filled in from are those of the text that the founder sees.
  const { rows } = await world.admin.query<{ parts: unknown }>(
    "select signature_parts as parts from genesis.sequences where campaign_id = $1",
    [campaignId],
  );
  expect(rows[0]?.parts).toEqual(checkSignature(signature));
  await world.admin.query("insert into genesis.leads (workspace_id, email) values ($1, 'jo@example.org')", [
    workspaceId,
  ]);
  const { text } = await previewSequence(owner, { campaignId, step: 1, variant: 1 });
  expect(text).toContain(`\n\n${GREETINGS[language]}\nAda Bright\n\n`);
});

test("a campaign that was there keeps its signature when the language changes; one without a brand greets in English", async () => {
  const company = await world.company();
  const before = await campaignIn(world, company, "draft");
  await saveBrand(company.owner, { ...BRAND, language: "de" });
  expect((await getSequence(company.owner, { campaignId: before.campaignId })).signature).toBe(
    "Best regards,\n{{sender_name}}",
  );
});
