import { checkKeys } from "@/lib/operations/onboarding/check-keys";
import { CheckKeys } from "@/lib/operations/onboarding/jobs";
import { handle } from "../handler";

export default handle(CheckKeys, (ctx) => checkKeys(ctx));
