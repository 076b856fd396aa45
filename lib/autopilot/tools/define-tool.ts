import { z, ZodError, type ZodObject } from "zod";
import type { ModelTool } from "@/lib/autopilot/models/schemas";
import type { Json } from "@/lib/company/approvals/schemas";
import { AppError } from "@/lib/platform/errors";

type Defined<I extends ZodObject> = {
  name: string;
  description: string;
  input: I;
  run: (input: z.infer<I>) => Promise<Json>;
};

/** A tool whose input is checked again where it runs. An input that does not fit, or one within it, is told in words that a model can mend. */
export const defineTool = <I extends ZodObject>({ run, ...tool }: Defined<I>): ModelTool => ({
  ...tool,
  run: async (input) => {
    try {
      return await run(tool.input.parse(input));
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      throw new AppError("invalid", z.prettifyError(error), { code: "tool.bad_input", cause: error });
    }
  },
});
