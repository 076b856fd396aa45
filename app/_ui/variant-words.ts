import type { VariantResult } from "@/lib/outreach/sequence/schemas";

/** The results of one text in a sentence; below 200 sent they say nothing about which is better. */
export const resultWords = ({ sent, replied, reply_percent }: VariantResult): string =>
  reply_percent === null
    ? `${sent} sent, ${replied} replied: too early to tell`
    : `${sent} sent, ${replied} replied (${reply_percent}%)`;
