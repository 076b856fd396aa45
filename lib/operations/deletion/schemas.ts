import { z } from "zod";

export const DeleteCompany = z.object({
  name: z.string().meta({ description: "The company's name, typed once more." }),
});
export type DeleteCompany = z.infer<typeof DeleteCompany>;

/** The proof of an erasure. */
export const DeletionReceipt = z.object({
  erased: z.record(z.string(), z.number().int()).meta({ description: "The rows that each table held when it began." }),
  left: z.number().int().nullable().meta({ description: "The rows that are left in those tables at its end." }),
  proved_at: z.string().nullable().meta({ description: "When that was counted; null while it goes on." }),
});
export type DeletionReceipt = z.infer<typeof DeletionReceipt>;

export const CompanyDeletion = z
  .object({
    project_id: z.uuid(),
    name: z.string(),
    requested_at: z.string(),
    leads_total: z.number().int(),
    leads_erased: z.number().int().meta({ description: "How many of the leads are erased so far." }),
    data_erased_at: z
      .string()
      .nullable()
      .meta({ description: "When replies, credentials, settings and the texts of emails were erased." }),
    engine_cleared_at: z.string().nullable().meta({ description: "When its workflows and credentials left n8n." }),
    last_error: z.string().nullable().meta({ description: "Why it is not done yet; it is tried again every minute." }),
    receipt: DeletionReceipt.nullable(),
    done_at: z.string().nullable(),
  })
  .meta({ id: "CompanyDeletion" });
export type CompanyDeletion = z.infer<typeof CompanyDeletion>;
