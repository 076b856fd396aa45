import { z } from "zod";

const text = (description: string) => z.string().nullable().meta({ description });

/** The company as a writer of its emails knows it. */
export const WriterCompany = z.object({
  name: z.string().meta({ description: "The company's name." }),
  description: text("Its business in the founder's words."),
  website: text("Its website."),
  services: z.array(z.string()).meta({ description: "Its services." }),
  sender_name: z.string().meta({ description: "The sender." }),
  calendly_links: z.array(z.string()).meta({ description: "Where a call can be booked." }),
  audience: text("Whom the emails are for."),
  problem: text("The problem that these people have."),
  proof: text("The evidence that it works; nothing else may be claimed."),
  offer: text("The offer or the request that the emails make."),
  tone: text("How they should sound."),
  language: z.string().meta({ description: "The language to write in, like `de`." }),
});
export type WriterCompany = z.infer<typeof WriterCompany>;
