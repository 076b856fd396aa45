import type { WriterCompany } from "@/lib/contracts/writer-company";
import type { Brand } from "./schemas";

/** The founder's answers for a writer of emails, without the parts that the footer adds. */
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
