import type { WriterCompany } from "@/lib/contracts/engine";
import type { Brand } from "./schemas";

/** What a writer of emails is told about the company: the founder's answers, without what the footer adds. */
export const writerFacts = ({
  company_name: name,
  calendly_link_1,
  calendly_link_2,
  sender_email: _address,
  postal_address: _postal,
  ...answers
}: Brand): WriterCompany => ({
  name,
  ...answers,
  calendly_links: [calendly_link_1, calendly_link_2].filter((link) => link !== null),
});
