import type { UploadedFile } from "@/lib/outreach/leads/schemas";

export const csvFile = (content: string, name = "leads.csv"): UploadedFile => ({ name, bytes: Buffer.from(content) });
