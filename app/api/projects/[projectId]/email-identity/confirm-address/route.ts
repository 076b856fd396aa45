import { ConfirmAddress } from "@/lib/company/mail/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { confirmAddress } from "@/lib/foundation/members/confirm-address";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { token } → { email }: it is an address of the member from now on */
export const POST = projectRoute({
  input: { params: ProjectRef, body: ConfirmAddress },
  feature: "mail",
  handler: (ctx, { body }) => confirmAddress(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
