import { sendTest } from "@/lib/company/mail/send-test";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST sends a message to the company's own address */
export const POST = projectRoute({
  input: { params: ProjectRef },
  feature: "mail",
  status: 202,
  handler: (ctx, { params }) => sendTest(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
