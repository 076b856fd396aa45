import { z } from "zod";

export const DeleteCompany = z.object({
  name: z.string().meta({ description: "The company's name, typed once more." }),
});
export type DeleteCompany = z.infer<typeof DeleteCompany>;

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
    done_at: z.string().nullable(),
  })
  .meta({ id: "CompanyDeletion" });
export type CompanyDeletion = z.infer<typeof CompanyDeletion>;
