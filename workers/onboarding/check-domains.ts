import { checkDomains } from "@/lib/operations/onboarding/check-domains";
import { CheckDomains } from "@/lib/operations/onboarding/jobs";
import { handle } from "../handler";

export default handle(CheckDomains, (ctx, { all }) => checkDomains(ctx, { all }));
